document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "console-rich.css" }));

export { Quoting, Reply } from "./Quote.tsx";
export { Said } from "./Said.tsx";
export { Tools } from "./Sheets.tsx";
