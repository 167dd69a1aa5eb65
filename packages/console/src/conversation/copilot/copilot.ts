document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "console-copilot.css" }));

export { Assist } from "./Assist.tsx";
export { MacroPage } from "./MacroPage.tsx";
export { Tools } from "./Tools.tsx";
