import { addStyles } from "../ui/add-styles.ts";

addStyles("files");

export { FileList } from "./FileList.tsx";
export { Going, goingTo } from "./Going.tsx";
