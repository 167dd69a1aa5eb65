// `npm run demo:channels`: every channel in one console, without an account anywhere. Platforms are played on this machine.
import { makeReady } from "./ready.mjs";

makeReady();
await import("./demo-channels/run.mjs");
