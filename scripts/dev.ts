// `npm run dev`: the engine from its sources, started again whenever one changes.
import { parley } from "../packages/engine/src/cli/parley.ts";

await parley(["start", ...process.argv.slice(2)]);
