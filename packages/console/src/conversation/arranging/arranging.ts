import { addStyles } from "../../ui/add-styles.ts";
import { readSorting } from "./sorting.ts";

addStyles("arranging");
readSorting().catch(() => undefined);

export { Bar } from "./Bar.tsx";
export { Marks } from "./Marks.tsx";
export { beginClose } from "./closing.ts";
