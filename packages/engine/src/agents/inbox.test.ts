import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createDialog } from "../services/dialog/dialog.ts";
import { createNlu } from "../services/nlu/nlu.ts";
import { createUsers } from "../services/users/users.ts";
import { openStore } from "../store/open.ts";
import { createInbox } from "./inbox.ts";

test("a list that cannot be read now is refused once, and nothing is left that nobody handles", async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-inbox-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const unhandled: unknown[] = [];
  const hear = (error: unknown) => void unhandled.push(error);
  process.on("unhandledRejection", hear);
  onTestFinished(() => void process.off("unhandledRejection", hear));

  const store = await openStore(folder);
  const dialog = createDialog({ store, nlu: createNlu({ store }).service });
  const inbox = createInbox(dialog.service, createUsers({ store }));
  await store.close();

  await expect(inbox.all()).rejects.toMatchObject({ code: "unavailable" });
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).toEqual([]);
});
