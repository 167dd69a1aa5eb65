import { ChatError, type LanguageModelUses } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { change, read } from "../../api.ts";
import { createLoader, type Loader } from "../../live/load.ts";
import { explain } from "../../ui/words.ts";

const NONE: LanguageModelUses = { drafts: false, translation: false };

/** Asked once with each conversation that is opened, however many messages want to know. */
let known: { conversationId: string; loader: Loader<LanguageModelUses> } | undefined;

function usesOf(conversationId: string): Loader<LanguageModelUses> {
  if (known?.conversationId === conversationId) return known.loader;
  const loader = createLoader(() => read<LanguageModelUses>("language-model/uses"));
  known = { conversationId, loader };
  void loader.reload();
  return loader;
}

/** What the language model may be asked for; nothing until that is known. */
export function useUses(conversationId: string): LanguageModelUses {
  const { value } = usesOf(conversationId).state;
  return value.status === "ready" ? value.value : NONE;
}

/** A question to it: not asked, on its way, answered, or why not. */
export type Asking<T> =
  | { status: "none" | "asking" }
  | { status: "ready"; value: T }
  | { status: "failed"; why: string };

/** Asks one thing at a time of a conversation; what another conversation asked, or what was cancelled, is not shown. */
export function useAsking<T>(conversationId: string) {
  const state = useSignal<Asking<T>>({ status: "none" });
  const going = useRef<AbortController | undefined>(undefined);
  const stop = () => {
    going.current?.abort();
    going.current = undefined;
    state.value = { status: "none" };
  };
  useEffect(() => stop, [conversationId]);
  return {
    state,
    stop,
    async ask(what: "draft" | "translation", body: object = {}): Promise<void> {
      stop();
      const mine = new AbortController();
      going.current = mine;
      state.value = { status: "asking" };
      const path = `conversations/${encodeURIComponent(conversationId)}/${what}`;
      const next = await change<T>("POST", path, body, mine.signal).then(
        (value): Asking<T> => ({ status: "ready", value }),
        (error: unknown): Asking<T> => ({ status: "failed", why: whyOf(error) }),
      );
      if (going.current === mine) state.value = next;
    },
  };
}

/** What the engine says of the model is said as it is. */
function whyOf(error: unknown): string {
  const { details, message } = ChatError.from(error);
  return details?.["reason"] === "languageModel" ? message : explain(error);
}
