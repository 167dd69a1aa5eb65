import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { openBlobs } from "../blobs/open.ts";
import { createFiles } from "../files/files.ts";
import { createDialog } from "../services/dialog/dialog.ts";
import { ann, keys, neighbour, visitorSays } from "../services/dialog/fixture.ts";
import { openStore } from "../store/open.ts";
import { createLimits } from "../transport/limits.ts";
import { startFetching } from "./fetching.ts";
import type { Connection } from "./port.ts";
import type { Spine } from "./receive.ts";

type FetchFile = NonNullable<Connection["file"]>;
const HOURS = 3_600_000;
const paper = Buffer.from("Dear all, this is a letter.");

/** Something that comes when the test says so. */
function later<T>() {
  let resolve: ((came: T) => void) | undefined;
  const promise = new Promise<T>((does) => (resolve = does));
  return { promise, resolve: (came: T) => resolve?.(came) };
}

async function* bytesOf(...chunks: Buffer[]) {
  yield* chunks;
}

/** A node that fetches the files of accounts over a real store, each as it is told. */
async function open(accounts: Record<string, FetchFile>) {
  const folder = await mkdtemp(join(tmpdir(), "fetching-"));
  const store = await openStore(folder);
  const blobs = await openBlobs({ store: folder });
  const clock = { ahead: 0 };
  const now = () => Date.now() + clock.ahead;
  const { service: dialog, close } = createDialog({ store, keys, blobs, nlu: neighbour(), now });
  const failed: unknown[] = [];
  const onError = (error: unknown) => void failed.push(error);
  const services = { dialog, blobs, users: { team: async () => [] } };
  const files = createFiles({ services, limits: createLimits(), config: {}, admit: () => {}, onError });
  const ended: string[] = [];
  const fileCame: typeof dialog.fileCame = async (file) => {
    const answer = await dialog.fileCame(file);
    ended.push(file.id);
    return answer;
  };
  const spine = {
    dialog: { ...dialog, fileCame },
    deliver() {},
    inboxOf: { note() {} },
    pieces: { said() {} },
    onStored() {},
  };
  const fetchers = new Map(Object.entries(accounts).map(([id, file]) => [id, { file }]));
  const fetching = startFetching({ spine: spine as unknown as Spine, files: files.channel, fetchers, onError });
  onTestFinished(async () => {
    await fetching.stop();
    await files.stop(0);
    await close();
    await blobs.close();
    await store.close();
    await rm(folder, { recursive: true });
  });
  for (const id of fetchers.keys()) {
    await dialog.putInbox({ id, channel: id, name: id, enabled: true, settings: {} });
  }
  /** Somebody new sends files over an account. */
  async function send(inboxId: string, ...refs: string[]): Promise<string> {
    const { id } = await dialog.open({ visitorId: newId(), channel: inboxId, inboxId, locale: "en" });
    const sent = refs.map((ref) => ({ id: newId(), ref, name: `${ref}.txt` }));
    await dialog.awaitFiles({ inboxId, conversationId: id, files: sent });
    fetching.came();
    return id;
  }
  const said = async (conversationId: string) =>
    (await dialog.read({ conversationId, after: 0 })).events.flatMap((event) =>
      event.type === "message" ? [event.content.text] : [event.type],
    );
  return { dialog, store, clock, ended, failed, fetching, send, said };
}

/** A platform that never answers, and listens to no signal; and the files that it was asked for. */
function resting() {
  const asked: string[] = [];
  const file: FetchFile = (ref) => (asked.push(ref), new Promise(() => {}));
  return { asked, file };
}

test("an account whose platform rests keeps no other account's files from coming", async () => {
  const slow = resting();
  const { send, said } = await open({ slow: slow.file, quick: async () => ({ bytes: bytesOf(paper) }) });
  for (let number = 0; number < 30; number += 1) await send("slow", `slow ${number}`);
  await expect.poll(() => slow.asked.length).toBeGreaterThan(0);
  const conversationId = await send("quick", "letter");
  await expect.poll(() => said(conversationId)).toEqual(["opened", "letter.txt"]);
});

test("it stops though a platform listens to no signal, and lets go of what comes afterwards", async () => {
  const answer = later<Awaited<ReturnType<FetchFile>>>();
  const asked = later<undefined>();
  const closed = later<undefined>();
  const file: FetchFile = () => (asked.resolve(undefined), answer.promise);
  const { send, fetching, failed } = await open({ slow: file });
  await send("slow", "letter");
  await asked.promise;
  await fetching.stop();
  const next = async () => ({ done: true as const, value: undefined });
  const end = async () => (closed.resolve(undefined), { done: true as const, value: undefined });
  answer.resolve({ bytes: { [Symbol.asyncIterator]: () => ({ next, return: end }) } });
  await closed.promise;
  expect(failed).toEqual([]);
});

test("files of one message come in their order, though the last is there first", async () => {
  let first = () => {};
  const wait = new Promise<void>((resolve) => (first = resolve));
  const { send, said } = await open({
    letters: async (ref) => {
      if (ref === "1") await wait;
      return { bytes: bytesOf(Buffer.from(ref)) };
    },
  });
  const conversationId = await send("letters", "1", "2", "3", "4", "5");
  first();
  await expect
    .poll(() => said(conversationId))
    .toEqual(["opened", ...["1", "2", "3", "4", "5"].map((n) => `${n}.txt`)]);
});

test.each([
  ["comes", { bytes: bytesOf(paper) }],
  ["is not there any more", undefined],
])(
  "[T4] where a conversation is erased while a file is fetched that %s, nothing of it is said or kept",
  async (_, found) => {
    const asked = later<undefined>();
    const answer = later<typeof found>();
    const { dialog, store, clock, ended, send, said, failed } = await open({
      letters: () => (asked.resolve(undefined), answer.promise),
    });
    const conversationId = await send("letters", "passport of Ann Smith");
    await asked.promise;
    const apply = (command: Parameters<typeof dialog.apply>[0]["command"]) =>
      dialog.apply({ conversationId, id: newId(), command });
    await apply(visitorSays("hello"));
    await apply({ do: "close", author: { kind: "agent", ...ann }, force: true });
    clock.ahead = 3 * HOURS;
    await dialog.erase({ conversationIds: [conversationId] });
    answer.resolve(found);
    await expect.poll(() => ended).toHaveLength(1);
    for (const name of ["channelFiles", "files"]) expect(await store.collection(name).count({})).toBe(0);
    expect(await said(conversationId)).toEqual(["erased"]);
    expect(failed).toEqual([]);
  },
);

const tooLong = () => new RangeError("The answer is longer than 10 bytes.");
test.each<[string, FetchFile]>([
  ["as it is asked for", () => Promise.reject(tooLong())],
  [
    "as it comes",
    async () => ({
      bytes: (async function* () {
        yield paper;
        throw tooLong();
      })(),
    }),
  ],
])("what a channel finds too long %s is said to be too large, at once", async (_, file) => {
  let asked = 0;
  const { send, said, failed } = await open({ letters: (...about) => ((asked += 1), file(...about)) });
  const conversationId = await send("letters", "film");
  await expect.poll(() => said(conversationId)).toEqual(["opened", "📎 film.txt: This file is too large."]);
  expect([asked, failed]).toEqual([1, []]);
});

test("of a file that did not come the bot says what it says of files, and takes the words for nobody's", async () => {
  const { dialog, send, said } = await open({ letters: async () => undefined });
  const conversationId = await send("letters", "refund");
  await expect.poll(() => said(conversationId)).toHaveLength(2);
  const { events } = await dialog.read({ conversationId, after: 0 });
  const messageId = events.at(-1)?.id ?? "";
  const { events: replies } = await dialog.respond({ conversationId, messageId, online: 1 });
  expect(replies).toMatchObject([{ insight: { decision: "offer" }, content: { aside: true } }]);
});
