import { ChatError, MAX_TEXT_LENGTH } from "@parley/protocol";
import * as v from "valibot";
import type { GuardedFetch } from "../spine/guard/guarded-fetch.ts";
import type { LanguageModel } from "./port.ts";

export interface Place {
  /** Ends before `/chat/completions`. */
  address: string;
  model: string;
  key?: string | undefined;
}

/** Of what is answered; a reply is a small part of it. */
const MOST_BYTES = 262_144;
/** More than a message may have in any script. */
const MOST_TOKENS = 2_000;

const Answer = v.object({
  choices: v.pipe(v.array(v.object({ message: v.object({ content: v.nullish(v.string(), "") }) })), v.minLength(1)),
});

/** A model that is asked in the format of OpenAI's chat completions, which servers of one's own speak as well. */
export function completionsAt({ address, model, key }: Place, fetch: GuardedFetch): LanguageModel {
  return {
    async complete({ task, words }, signal) {
      const messages = [
        { role: "system", content: task },
        { role: "user", content: words },
      ];
      const response = await fetch(`${address.replace(/\/+$/, "")}/chat/completions`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(key && { authorization: `Bearer ${key}` }) },
        body: JSON.stringify({ model, messages, temperature: 0.2, max_tokens: MOST_TOKENS, stream: false }),
        most: MOST_BYTES,
        signal,
      }).catch((cause: unknown) => {
        throw failure(cause);
      });
      if (!response.ok) {
        await response.body?.cancel();
        throw refused(response.status);
      }
      return textOf(
        await response.json().catch((cause: unknown) => (isLate(cause) ? Promise.reject(late(cause)) : undefined)),
      );
    },
  };
}

function textOf(answer: unknown): string {
  const { success, output } = v.safeParse(Answer, answer);
  const text = success ? output.choices[0]?.message.content.trim().slice(0, MAX_TEXT_LENGTH) : undefined;
  if (!text) throw new ChatError("unavailable", "The language model answered nothing that can be used.", { details });
  return text;
}

/** The console shows these sentences as they are. */
const details = { reason: "languageModel" };
const isLate = (cause: unknown): boolean => cause instanceof DOMException;
const late = (cause: unknown) =>
  new ChatError("unavailable", "The language model did not answer in time.", { cause, details });

function failure(cause: unknown): ChatError {
  if (isLate(cause)) return late(cause);
  return new ChatError("unavailable", "The language model cannot be reached.", { cause, details });
}

function refused(status: number): ChatError {
  if (status === 401 || status === 403)
    return new ChatError("unavailable", "The language model refuses the key. Whoever administers this has to look.", {
      details,
    });
  if (status === 400 || status === 404)
    return new ChatError("unavailable", "The language model is not found under this address and name.", { details });
  if (status === 429)
    return new ChatError("unavailable", "The language model is asked too much at the moment.", { details });
  return new ChatError("unavailable", "The language model cannot answer at the moment.", { details });
}
