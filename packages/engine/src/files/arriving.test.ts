import { mkdir, mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { newId } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { openBlobs } from "../blobs/open.ts";
import { useDialog } from "../services/dialog/fixture.ts";
import { createLimits, RATES } from "../transport/limits.ts";
import { createFiles } from "./files.ts";
import { folderForFile, folderForPicture, removeAbandoned } from "./temporary.ts";

const world = useDialog();
const folder = await mkdtemp(join(tmpdir(), "arriving-"));
const blobs = await openBlobs({ store: folder });
afterAll(async () => {
  await blobs.close();
  await rm(folder, { recursive: true, force: true });
});

/** Files of channels, with rates of one's own; and how often one was fetched. */
function arriving(rates: Partial<typeof RATES> = {}) {
  const { dialog } = world;
  const services = { dialog, blobs, users: { team: async () => [] } };
  const limits = createLimits({ rates: { ...RATES, ...rates } });
  const files = createFiles({ services, limits, config: {}, admit: () => {}, onError: () => {} });
  const fetched: string[] = [];
  const arrive = (conversationId: string, inboxId: string, id: string, words = "words") =>
    files.channel.arrive({ id, conversationId, inboxId, name: "a.txt" }, async () => {
      fetched.push(id);
      return {
        bytes: (async function* () {
          yield Buffer.from(words);
        })(),
      };
    });
  return { arrive, fetched, stop: () => files.stop(0) };
}

test("a file that is there, or that may not come, is not fetched at all", async () => {
  const { arrive, fetched, stop } = arriving();
  const settings = { files: { kinds: [] } };
  await world.dialog.putInbox({ id: "none", channel: "none", name: "None", enabled: true, settings });
  const conversationId = await world.begin();
  const id = newId();
  expect(await arrive(conversationId, "web", id)).toEqual({ is: "ready", name: "a.txt" });
  expect(await arrive(conversationId, "web", id)).toEqual({ is: "ready", name: "a.txt" });
  expect(await arrive(conversationId, "none", newId())).toEqual({ is: "refused", problem: "off" });
  expect(fetched).toEqual([id]);
  await stop();
});

test.each([
  ["files", { upload: { burst: 2, perMinute: 1 } }],
  ["bytes", { uploadBytes: { burst: 9, perMinute: 1 } }],
])("who sends many %s over a channel waits as on the web, and nothing is fetched before", async (_, rates) => {
  const { arrive, fetched, stop } = arriving(rates as unknown as Partial<typeof RATES>);
  const [conversationId, other] = [await world.begin(), await world.begin()];
  const [first, second, third, theirs] = [newId(), newId(), newId(), newId()];
  for (const id of [first, second]) expect(await arrive(conversationId, "web", id)).toMatchObject({ is: "ready" });
  await expect(arrive(conversationId, "web", third)).rejects.toMatchObject({ code: "tooMany" });
  expect(await arrive(other, "web", theirs)).toMatchObject({ is: "ready" });
  expect(fetched).toEqual([first, second, theirs]);
  await stop();
});

test("what an engine left that was killed is removed after an hour, and nothing else", async () => {
  const left = await Promise.all([folderForFile(), folderForPicture()]);
  const fresh = await folderForFile();
  const others = join(tmpdir(), `others-${newId()}`);
  await mkdir(others);
  const before = Date.now() / 1_000 - 3_700;
  for (const path of [...left, others]) await utimes(path, before, before);
  await removeAbandoned();
  const there = await readdir(tmpdir());
  expect([...left, fresh, others].map((path) => there.includes(basename(path)))).toEqual([false, false, true, true]);
  for (const path of [fresh, others]) await rm(path, { recursive: true });
});
