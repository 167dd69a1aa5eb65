document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "console-files.css" }));

export { FileList } from "./FileList.tsx";
export { Going, goingTo } from "./Going.tsx";
