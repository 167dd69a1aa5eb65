import { openSnapshot } from "../store/snapshot.ts";
import { holdingsOf } from "../upkeep/person.ts";
import { command, STORE, STORE_USAGE, storeOf } from "./command.ts";

const USAGE = `Usage: parley person ID [--store PLACE]

Prints all that is kept of a person as JSON: what is known about them in every inbox, their conversations, what was said, what is counted
of it. ID is that of their contact, of a visitor or of one of their conversations, as it stands in the console's address. The engine may
be running.

  ${STORE_USAGE}`;

/** Runs `parley person`. */
export const run = command({ usage: USAGE, options: STORE, words: 1 }, async (values, [id = ""]) => {
  const store = await openSnapshot(storeOf(values));
  try {
    console.log(JSON.stringify(await holdingsOf(store, id), undefined, 2));
    return 0;
  } finally {
    await store.close();
  }
});
