import { addStyles } from "../../ui/add-styles.ts";

addStyles("copilot");

export { Assist } from "./Assist.tsx";
export { Tools } from "./Tools.tsx";
