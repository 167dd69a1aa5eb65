import { readConfig } from "../config.ts";
import { makeOwnerLink } from "../services/users/owner-link.ts";
import { openStore } from "../store/open.ts";
import { migrate } from "../upkeep/migrate.ts";
import { command, STORE, STORE_USAGE } from "./command.ts";

const USAGE = `Usage: parley owner-link [--store PLACE]

Prints a link with which the owner sets a new password: for an owner who lost it, or whose account was taken. It works once, for a
day. When it is used, the old password ends and so do all open consoles of the owner. Without an owner it makes one.
The embedded store belongs to one process: stop the engine first. Who can run this can read everything: keep the machine safe.

  ${STORE_USAGE}`;

/** Runs `parley owner-link`. */
export const run = command({ usage: USAGE, options: STORE }, async (values) => {
  const config = readConfig(process.env);
  const store = await openStore(values.store ?? config.store);
  try {
    await migrate(store, { say: console.log });
    const { token, email } = await makeOwnerLink(store);
    console.log(email ? `The owner, ${email}, sets a new password here:` : "The owner is made here:");
    console.log(`${config.publicUrl ?? `http://localhost:${config.port}`}/console/#/setup?token=${token}`);
    return 0;
  } finally {
    await store.close();
  }
});
