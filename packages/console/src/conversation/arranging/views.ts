export { ViewBar, ViewList } from "./Views.tsx";
export { viewing } from "./viewing.ts";
