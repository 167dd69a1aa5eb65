/** Order matters: most browsers name the ones they descend from. */
const BROWSERS: readonly [RegExp, string][] = [
  [/MicroMessenger\/(\d+)/, "WeChat"],
  [/Edg(?:A|iOS)?\/(\d+)/, "Edge"],
  [/OPR\/(\d+)/, "Opera"],
  [/(?:Firefox|FxiOS)\/(\d+)/, "Firefox"],
  [/(?:Chrome|CriOS)\/(\d+)/, "Chrome"],
  [/Version\/(\d+).*Safari/, "Safari"],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/HarmonyOS/, "HarmonyOS"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** A browser's user agent in two or three words; as it is where it is not known. */
export function browserName(agent: string): string {
  const browser = BROWSERS.map(([pattern, name]) => ({ name, match: pattern.exec(agent) })).find(({ match }) => match);
  if (!browser) return agent;
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent))?.[1];
  return [browser.name, browser.match?.[1], system && `· ${system}`].filter(Boolean).join(" ");
}
