export { Merge } from "./Merge.tsx";
export { ViewBar, ViewList } from "./Views.tsx";
export { viewing } from "./viewing.ts";
