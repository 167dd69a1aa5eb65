#!/usr/bin/env node
import { parley } from "../dist/cli/parley.js";

await parley(process.argv.slice(2));
