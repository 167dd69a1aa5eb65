import { openSession } from "../client/session.ts";
import { siteOf } from "../client/site.ts";

/** A page's address without what could be a key or a person's, which is not even told. */
export function plainAddress(given: string): string {
  try {
    const { origin, pathname, search } = new URL(given);
    const campaign = search
      .slice(1)
      .split("&")
      .filter((part) => /^utm_(source|medium|campaign|term|content)=/.test(part))
      .join("&");
    return origin + pathname + (campaign && `?${campaign}`);
  } catch {
    return "";
  }
}

/** The page as it is told. */
export const pageNow = () => ({
  url: plainAddress(location.href).slice(0, 2000),
  title: document.title.slice(0, 300),
});

/** The page's widget, if it is there. */
export const widget = () => window.parley?.loaded;

/** The host of the widget on the page. */
export const host = () => document.querySelector("parley-chat");

/** What the widget's visitor is named by to the engine, if there is one. */
export const visitorToken = (): string | undefined => {
  const engine = widget()?.diagnose()["engine"];
  return openSession(siteOf(typeof engine === "string" ? engine : undefined)).get().token;
};

/** The language that the visitor reads. */
export const localeNow = (): string => {
  const locale = widget()?.diagnose()["locale"];
  return (typeof locale === "string" && locale) || document.documentElement.lang || navigator.language || "en";
};
