// `npm start`: installs and builds if needed, then runs the engine.
import { makeReady } from "./ready.mjs";

try {
  makeReady();
} catch (error) {
  console.error(`\nParley could not be made ready: ${error.message}`);
  process.exit(1);
}
const { parley } = await import("../packages/engine/dist/cli/parley.js");
await parley(["start"]);
