import { addStyles } from "../../ui/add-styles.ts";

addStyles("drafting");

export { Drafting } from "./Drafting.tsx";
export { Translation } from "./Translation.tsx";
