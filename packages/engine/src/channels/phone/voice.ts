import { createHmac } from "node:crypto";
import type { Router } from "express";
import { isSame } from "../shared/same.ts";
import type { Account } from "./account.ts";
import type { Sound, Verb } from "./flow.ts";
import type { Speech } from "./speech.ts";

/** Characters of a sentence that is an address: gateways take no address of any length. */
const LONGEST = 240;
/** Milliseconds that a sentence may take: callers wait for it. */
const PATIENCE = 8_000;

/** A dot in a number or a name ends nothing. */
const SENTENCE = /(?:[^.!?。！？；;]|[.!?](?=[\p{L}\p{N}]))+[.!?。！？；;]*["”’）)]*\s*/gu;

export type Voice = ReturnType<typeof createVoice>;

/**
 * Speaks in a voice that was brought along: what is to be said becomes sounds at addresses of ours, one for a sentence, which only we can make, so
 * that nobody lets us say anything else.
 */
export function createVoice(speak: NonNullable<Speech["speak"]>, account: Account) {
  const { address, language, secret } = account;
  if (secret === "") throw new Error("A voice of its own needs a secret: enter any long one.");
  const signed = (text: string) => createHmac("sha256", keyOf(account)).update(text).digest("base64url");

  const soundsOf = (sound: Sound): Sound[] =>
    sound.do === "say" ? sentences(sound.text).map((text) => ({ do: "play", url: urlOf(text) })) : [sound];

  const urlOf = (text: string) =>
    `${address}said.wav?text=${Buffer.from(text).toString("base64url")}&by=${signed(text)}`;

  return {
    /** What a gateway does, with sounds instead of words. */
    voiced: (verbs: readonly Verb[]): Verb[] =>
      verbs.flatMap((verb): Verb[] => {
        if (verb.do === "gather") return [{ ...verb, sounds: verb.sounds.flatMap(soundsOf) }];
        return verb.do === "say" ? soundsOf(verb) : [verb];
      }),

    serve(routes: Router): void {
      routes.get("/said.wav", async ({ query }, response) => {
        const text = Buffer.from(typeof query["text"] === "string" ? query["text"] : "", "base64url").toString();
        const by = typeof query["by"] === "string" ? query["by"] : undefined;
        if (!isSame(by, signed(text))) return void response.status(403).end();
        const wav = await speak(text, language, AbortSignal.timeout(PATIENCE));
        response.type("audio/wav").set("cache-control", "private, max-age=3600").send(Buffer.from(wav));
      });
    },
  };
}

/** The same on all nodes, and known to nobody else. */
const keyOf = ({ secret }: Account) => `voice of ${secret}`;

/** A text, a sentence each; what is too long is cut between words, else anywhere. */
function sentences(text: string): string[] {
  const found = text.match(SENTENCE) ?? [text];
  return found.flatMap((sentence) => cut(sentence.trim())).filter(Boolean);
}

function cut(sentence: string): string[] {
  if (sentence.length <= LONGEST) return [sentence];
  const space = sentence.lastIndexOf(" ", LONGEST);
  const at = space > 0 ? space : LONGEST - (/[\uD800-\uDBFF]/.test(sentence[LONGEST - 1] ?? "") ? 1 : 0);
  return [sentence.slice(0, at), ...cut(sentence.slice(at).trim())];
}
