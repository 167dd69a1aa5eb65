import { addStyles } from "../ui/add-styles.ts";

addStyles("rich");

export { Quoting, Reply } from "./Quote.tsx";
export { Said } from "./Said.tsx";
export { Tools } from "./Sheets.tsx";
