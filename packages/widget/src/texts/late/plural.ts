/** Words for a count, by the language's own rules: those for `other` where a rule has none of its own. */
export function plural(language: string, words: { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>) {
  const rules = new Intl.PluralRules(language);
  return (count: number): string => (words[rules.select(count)] ?? words.other).replace("#", `${count}`);
}
