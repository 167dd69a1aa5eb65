import type { FetchPart, Parts } from "./parts.ts";

/** Loads parts as a bundler has laid them out. */
export const fetchPart = ((name: keyof Parts) => {
  if (name === "core") return import("./core.tsx");
  return name === "en" ? import("./texts/en.ts") : import("./texts/zh-CN.ts");
}) as FetchPart;
