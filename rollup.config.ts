import type { RollupOptions } from "rollup";
import { consoleBundles } from "./packages/console/rollup.ts";
import { widgetBundles } from "./packages/widget/rollup.ts";

/** What browsers load, and the widget for npm. Everything else is emitted by `tsc -b`. */
const bundles: RollupOptions[] = [...widgetBundles, ...consoleBundles];
export default bundles;
