import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Built widget, console and demo page, each file with a `.br` and a `.gz` beside it, put there by the build. */
export const PUBLIC = fileURLToPath(new URL("../public/", import.meta.url));

/** Whether the widget and the console have been built. */
export const pagesBuilt = () => existsSync(`${PUBLIC}widget/widget.js`) && existsSync(`${PUBLIC}console/index.html`);
