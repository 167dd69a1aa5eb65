import { ChatError } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { sharedMemory } from "../passive/memory.test.kit.ts";
import type { Item } from "./decode.ts";
import { startPulling } from "./pulling.ts";

const item = (msgid: string, more: object = {}): Item => ({
  msgid,
  open_kfid: "wk1",
  external_userid: "wm1",
  send_time: 1,
  origin: 3,
  msgtype: "text",
  text: { content: msgid },
  ...more,
});

/** A platform with a list, of which what is refused once is listed again. */
function open(list: Item[], receive: (id: string) => Promise<void>) {
  const memory = sharedMemory();
  const [got, tokens, errors]: [string[], (string | undefined)[], unknown[]] = [[], [], []];
  const post = (_: string, asked: object) => {
    const { cursor, token } = asked as { cursor: string; token?: string };
    tokens.push(token);
    const from = Number(cursor || 0);
    return Promise.resolve({ errcode: 0, msg_list: list.slice(from), next_cursor: String(list.length), has_more: 0 });
  };
  const pulling = startPulling({
    memory,
    calls: { post },
    receive: async ({ id }) => {
      await receive(id);
      got.push(id);
    },
    note: () => Promise.resolve(),
    receipt: () => Promise.resolve(),
    onError: (error) => void errors.push(error),
    welcome: () => Promise.resolve(),
  });
  onTestFinished(() => pulling.stop());
  const cursor = async () => (await memory.get("cursor/wk1"))?.value;
  return { pulling, got, tokens, errors, cursor };
}

test.each(["invalid", "forbidden"] as const)("what is %s however often it is listed holds up nothing", async (code) => {
  const refuse = (id: string) => (id === "bad" ? Promise.reject(new ChatError(code, "No.")) : Promise.resolve());
  const { pulling, got, cursor, errors } = open([item("bad"), item("good")], refuse);
  pulling.poke("wk1", "first");
  await expect.poll(cursor).toBe("2");
  expect(got).toEqual(["good"]);
  expect(errors).toHaveLength(1);
});

test("what cannot be read holds up nothing", async () => {
  const { pulling, got, cursor } = open([null as unknown as Item, item("good")], () => Promise.resolve());
  pulling.poke("wk1");
  await expect.poll(cursor).toBe("2");
  expect(got).toEqual(["good"]);
});

test("after a failure the token that came with the news is not used again, unless a newer one came", async () => {
  let failures = 2;
  const away = () => (failures-- > 0 ? Promise.reject(new Error("The store is away.")) : Promise.resolve());
  const { pulling, tokens, cursor } = open([item("one")], away);
  pulling.poke("wk1", "first");
  await expect.poll(() => tokens.length).toBe(1);
  pulling.poke("wk1", "second");
  await expect.poll(cursor).toBe("1");
  expect(tokens).toEqual(["first", "second", undefined]);
});
