import { newId } from "@parley/protocol";
import { expect, vi } from "vitest";
import { type Line, type LineEvent, openLine, SECRETS } from "../../packages/engine/src/channels/line/peer.test.kit.ts";
import { type OpenAccount, openAccount } from "./account.ts";
import type { Person, World } from "./channel.contract.ts";

export interface LineWorld {
  world: World;
  line: Line;
  account: OpenAccount;
  /** Somebody new. */
  somebody: () => Promise<Person & { from: string }>;
}

/** An engine with an account of LINE, and LINE. */
export async function openLineWorld(): Promise<LineWorld> {
  const line = await openLine();
  const account = await openAccount({
    channel: "line",
    settings: { api: line.api, data: line.api },
    secrets: SECRETS,
  });
  // The engine looks for new accounts once a second.
  const connected = () => vi.waitFor(async () => expect(await line.post(account.address, [])).toBe(200), 60_000);
  await connected();
  const ids = new Map<string, string>();
  const idOf = (name: string) => ids.get(name) ?? `U${String(ids.size + 1).padStart(32, "0")}`;
  const events = new Map<string, LineEvent>();
  /** An event, once by its id. */
  const once = (id: string, from: string, what: object) => {
    const event = events.get(id) ?? line.event(from, what);
    events.set(id, event);
    return event;
  };
  const world: World = {
    get running() {
      return account.running;
    },
    async restart() {
      await account.restart();
      await connected();
    },
    async close() {
      await account.close();
      line.close();
    },
    async person(name) {
      const from = idOf(name);
      ids.set(name, from);
      return personOf(line, account, { from, once });
    },
  };
  const somebody = async () => {
    const name = newId();
    const person = await world.person(name);
    return { ...person, from: idOf(name) };
  };
  return { world, line, account, somebody };
}

function personOf(
  line: Line,
  account: OpenAccount,
  { from, once }: { from: string; once: (id: string, from: string, what: object) => LineEvent },
): Person {
  const says = (id: string, message: object) =>
    line.deliver(account.address, [once(id, from, { type: "message", message: { id, ...message } })]);
  return {
    writes: (text, id = newId()) => says(id, { type: "text", text }),
    async sendsFile({ name: fileName, text }, bytes, id = newId()) {
      // Words and a file are two events.
      if (text) await says(`words of ${id}`, { type: "text", text });
      line.keep(id, bytes);
      await says(id, { type: "file", fileName });
    },
    sees: () => line.shown(from).map(({ text, file }) => file?.name ?? text),
    files: () => line.shown(from).flatMap(({ file }) => (file ? [file] : [])),
    conversationId: () => account.conversationOf(from),
  };
}
