import { createHmac, randomBytes } from "node:crypto";
import { isSame } from "../shared/same.ts";
import type { Memory } from "../../spine/port.ts";

/** A key that marks are made with, and what it is called in them. */
interface Key {
  kid: string;
  key: string;
}

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
/** Bytes of a conversation's id, and of what proves that a mark is ours. */
const [ID, MAC] = [16, 16];
/** Bytes of what has to be short: who, and what proves it. */
const SHORT = 10;

/** Letters that mean the same however a mail program writes them. */
export function base32(bytes: Uint8Array): string {
  let [value, bits, text] = [0, 0, ""];
  for (const byte of bytes) {
    value = (value << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(value >>> (bits - 5)) & 31];
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(value << (5 - bits)) & 31] : text;
}

export function fromBase32(text: string): Buffer | undefined {
  let [value, bits] = [0, 0];
  const bytes: number[] = [];
  for (const letter of text.toLowerCase()) {
    const index = ALPHABET.indexOf(letter);
    if (index === -1) return undefined;
    value = (value << 5) | index;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(value >>> bits);
    value &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}

/**
 * What only we can have written into a mail: the address that an answer goes to, and what our mails are called. Both name a conversation, and
 * prove it by a key that never leaves the store.
 */
export function createMarks(keys: readonly Key[], { inboxId, domain }: { inboxId: string; domain: string }) {
  const [newest = { kid: "1", key: "" }] = keys;
  const macOf = (key: Key, ...what: string[]) =>
    createHmac("sha256", Buffer.from(key.key, "base64"))
      .update(JSON.stringify([inboxId, ...what]))
      .digest()
      .subarray(0, MAC);

  const oldest = keys.at(-1) ?? newest;
  const stopMac = (key: Key, who: string) => base32(macOf(key, "stop of", who).subarray(0, SHORT));

  /** The id of a conversation in few letters. */
  const shortOf = (id: string) => (UUID.test(id) ? base32(Buffer.from(id.replaceAll("-", ""), "hex")) : undefined);

  /** The conversation that a mark names, if it is ours. */
  function read(short: string, kid: string, mac: string, ...what: string[]): string | undefined {
    const key = keys.find((one) => one.kid === kid.toLowerCase());
    const bytes = fromBase32(short)?.subarray(0, ID);
    const given = fromBase32(mac)?.subarray(0, MAC);
    if (!key || bytes?.length !== ID || given?.length !== MAC) return undefined;
    const id = bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    return isSame(given, macOf(key, ...what, id)) ? id : undefined;
  }

  return {
    /** What stands behind the + of the address that an answer goes to. */
    replyMark(conversationId: string): string | undefined {
      const short = shortOf(conversationId);
      return short && `${short}.${newest.kid}.${base32(macOf(newest, "reply", conversationId))}`;
    },
    /** The conversation that such a mark names. */
    readReplyMark(mark: string): string | undefined {
      const [short = "", kid = "", mac = "", ...rest] = mark.split(".");
      return rest.length === 0 ? read(short, kid, mac, "reply") : undefined;
    },
    /** What a mail of ours is called: the same for every attempt to send it. */
    messageId(conversationId: string, part: string): string {
      const short = shortOf(conversationId) ?? base32(Buffer.from(conversationId)).slice(0, 60);
      return `<c.${short}.${part}.${newest.kid}.${base32(macOf(newest, "id", part, conversationId))}@${domain}>`;
    },
    /** The conversation of a mail of ours. */
    readMessageId(id: string): string | undefined {
      const [, short = "", part = "", kid = "", mac = ""] =
        /^<?c\.([a-z2-7]+)\.([\w-]+)\.(\w+)\.([a-z2-7]+)@/i.exec(id) ?? [];
      return read(short, kid, mac, "id", part);
    },
    /** What stands behind the + of the address by which somebody says that they want no more of what nobody asked for. */
    stopMark(address: string): string {
      const who = base32(macOf(oldest, "stop", address).subarray(0, SHORT));
      return `stop.${who}.${newest.kid}.${stopMac(newest, who)}`;
    },
    /** Who says so by such a mark: what their address is remembered under. */
    readStopMark(mark: string): string | undefined {
      const [, who = "", kid = "", mac = ""] =
        /^stop\.([a-z2-7]{16})\.(\w+)\.([a-z2-7]{16})$/.exec(mark.toLowerCase()) ?? [];
      const key = keys.find((one) => one.kid === kid);
      return key && isSame(Buffer.from(mac), Buffer.from(stopMac(key, who))) ? who : undefined;
    },
    /** What something of theirs is remembered under: says nothing of it to who reads the store. */
    nameOf: (...what: string[]) =>
      createHmac("sha256", Buffer.from(newest.key, "base64"))
        .update(JSON.stringify([inboxId, "name", ...what]))
        .digest("base64url"),
  };
}
export type Marks = ReturnType<typeof createMarks>;

/** The keys of an account's marks, the newest first; made at the first call, the same on all nodes. */
export async function marksKeys(memory: Memory): Promise<readonly Key[]> {
  const known = await memory.get("marks");
  if (known) return JSON.parse(known.value) as Key[];
  await memory.set("marks", JSON.stringify([{ kid: "1", key: randomBytes(32).toString("base64") }]), 0);
  return await marksKeys(memory);
}
