import { newId } from "@parley/protocol";
import { expect, vi } from "vitest";
import { ACCOUNT, type Gateway, openGateway } from "../../packages/engine/src/channels/sms/peer.test.kit.ts";
import { type OpenAccount, openAccount } from "./account.ts";
import type { Person, World } from "./channel.contract.ts";

export interface SmsWorld {
  world: World;
  gateway: Gateway;
  account: OpenAccount;
  /** Somebody new. */
  somebody: () => Promise<Person & { from: string }>;
}

/** An engine with a number for text messages, and the gateway. */
export async function openSmsWorld(): Promise<SmsWorld> {
  const gateway = await openGateway();
  const account = await openAccount({
    channel: "sms",
    settings: { api: gateway.api, accountSid: ACCOUNT.sid, from: ACCOUNT.number },
    secrets: { authToken: ACCOUNT.token },
  });
  // The engine looks for new accounts once a second.
  const connected = () => vi.waitFor(async () => expect(await gateway.post(account.address, {})).toBe(200), 60_000);
  await connected();
  const numbers = new Map<string, string>();
  const numberOf = (name: string) => numbers.get(name) ?? `+1555${String(1_000_000 + numbers.size)}`;
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
      gateway.close();
    },
    async person(name) {
      const from = numberOf(name);
      numbers.set(name, from);
      return {
        writes: (text, id = newId()) => gateway.deliver(account.address, gateway.written(from, text, [], `SM${id}`)),
        async sendsFile({ name: file, text = "" }, bytes, id = newId()) {
          const url = gateway.keep(`/media/${id}/${file}`, bytes);
          await gateway.deliver(account.address, gateway.written(from, text, [url], `SM${id}`));
        },
        sees: () => gateway.shown(from).map(({ text, file }) => file?.name ?? text),
        files: () => gateway.shown(from).flatMap(({ file }) => (file ? [file] : [])),
        conversationId: () => account.conversationOf(from),
      };
    },
  };
  const somebody = async () => {
    const name = newId();
    const person = await world.person(name);
    return { ...person, from: numberOf(name) };
  };
  return { world, gateway, account, somebody };
}
