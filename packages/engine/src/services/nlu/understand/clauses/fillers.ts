/** What people say while they think, and how they begin to ask. */
const ENGLISH =
  /\b(?:u+m+|u+h+|e+r+m*|h+m+|you know|i mean|kinda|sorta|kind of|sort of|basically|actually|literally|anyway|anyways|okay so|ok so|so yeah|and yeah|yeah so|hey so|hi so|so hi|well|quick (?:thing|question|one)|i was (?:just )?wondering(?: if| like)?|i(?:'m| am) (?:just )?wondering|my question (?:would be|is)|i (?:just )?(?:wanted|want|would like) to (?:ask|know)|can i ask|(?:sorry|hello|hi|hey) there|real quick|or whatever(?: you call it)?|and stuff|or something|thingy|to be honest|tbh)\b[ ,]*|(?<!\b(?:i'd|would|you|i|look|looks|looked|feel|feels|don't|do|not|it's|is|what's|something|more) )\blike\b(?! (?:to|this|that|it|the|new|a|an|my|your)\b)[ ,]*|^(?:so|and|yeah|okay|ok|hey|hi|hello|oh|please|well|um)[ ,]+/gi;
const CHINESE =
  /^(?:嗯+|呃+|额+|诶+|欸+|哎+|唉+|哦+|啊+|喂+|那个|就是说?|这个|那啥|你好|您好|亲|请问|不好意思|打扰(?:一下|了)?|麻烦(?:一下|您|你)?|(?:我)?(?:就是)?想(?:要)?(?:麻烦(?:您|你)?)?(?:问|咨询|请教|了解)(?:一?下|问)?(?:您|你)?(?:哈|啊|呀)?|问一?下|请教一?下|就)[,，。、 ]*|(?<=.)(?:嗯+|呃+|那个|那啥|啥的|就是(?=我)|哈(?=[,，]|我|就))|(?:呗|哈|呀|咯|嘞|哦|噢|喽|嘛)+(?=$|[,，。?？!！])/gu;

/** A message without what is said only while one thinks; the message itself if nothing is left. */
export function withoutFillers(text: string, language: "en" | "zh"): string {
  const pattern = language === "zh" ? CHINESE : ENGLISH;
  let said = text.trim();
  for (let round = 0; round < 4; round++) {
    const shorter = said
      .replaceAll(pattern, (_, ...rest) => (rest.at(-2) === 0 ? "" : language === "zh" ? "" : " "))
      .trim();
    if (shorter === said) break;
    said = shorter.replaceAll(/ {2,}/g, " ");
  }
  return /[\p{L}\p{N}]{2,}/u.test(said) ? said : text;
}
