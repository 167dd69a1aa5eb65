// `node --import tsx scripts/signals.ts`: learns what messages tell beside their wish from `knowledge/signals` and writes it beside them.
import { writeFileSync } from "node:fs";
import { STARTER_FOLDER } from "../packages/engine/src/services/nlu/knowledge/starter.ts";
import { openSentences } from "../packages/engine/src/services/nlu/model/model.ts";
import { learnSignals } from "../packages/engine/src/services/nlu/understand/signals/learn.ts";

const sentences = await openSentences();
if (!sentences) throw new Error("It takes sentence vectors to learn this: build @parley/vectors first.");
writeFileSync(`${STARTER_FOLDER}/signals/learned.json`, `${JSON.stringify(await learnSignals(sentences))}\n`);
