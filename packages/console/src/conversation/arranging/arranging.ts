import { readSorting } from "./sorting.ts";

document.head.append(
  Object.assign(document.createElement("link"), { rel: "stylesheet", href: "console-arranging.css" }),
);
readSorting().catch(() => undefined);

export { Bar } from "./Bar.tsx";
export { Marks } from "./Marks.tsx";
export { beginClose } from "./closing.ts";
