/** What is said with a link, in the customer's language. */
export function linkSaid(url: string, locale = "en"): string {
  return /^zh\b/i.test(locale) ? `您可以在这里查看处理进度：${url}` : `You can see here how far it is: ${url}`;
}
