import type { Product } from "../knowledge/starter.ts";
import type { Detector } from "./found.ts";

/** Kinds of products by their names, longest first; the value is the product's id. */
export function products(catalogue: readonly Product[]): Detector {
  const english = new Map(catalogue.flatMap(({ id, en }) => en.map((name) => [name.toLowerCase(), id])));
  const chinese = new Map(catalogue.flatMap(({ id, zh }) => zh.map((name) => [name, id])));
  if (english.size + chinese.size === 0) return () => [];
  const pattern = new RegExp(
    [english.size && `\\b(${anyOf(english)})(?:e?s)?\\b`, chinese.size && `(${anyOf(chinese)})`]
      .filter(Boolean)
      .join("|"),
    "gi",
  );
  return (text) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const name = match.slice(1).find((group) => group !== undefined) ?? "";
      const id = english.get(name.toLowerCase()) ?? chinese.get(name);
      return id === undefined
        ? []
        : [{ type: "product", start: match.index, end: match.index + match[0].length, value: id }];
    });
}

function anyOf(names: ReadonlyMap<string, string>): string {
  return [...names.keys()]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|");
}
