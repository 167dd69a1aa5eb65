import { signal } from "@preact/signals";

export interface Route {
  section: string;
  /** What is shown within the section, for example a conversation's id. */
  rest: readonly string[];
  query: URLSearchParams;
}

/** Where in the console we are: what the address says after `#`. */
export const route = signal<Route>(parseRoute(globalThis.location?.hash ?? ""));

globalThis.addEventListener?.("hashchange", () => {
  route.value = parseRoute(location.hash);
});

/** Reads `#/section/rest?query`. */
export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [section = "", ...rest] = path.split("/").filter(Boolean).map(decode);
  return { section: section || "inbox", rest, query: new URLSearchParams(query) };
}

/** The address of a place in the console, for links. */
export function href(...parts: string[]): string {
  return `#/${parts.map(encodeURIComponent).join("/")}`;
}

/** Goes there. */
export function go(...parts: string[]): void {
  location.hash = href(...parts);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
