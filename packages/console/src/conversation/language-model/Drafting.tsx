import type { Drafted, Translated } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Answered, type AnsweredProps } from "./Answered.tsx";
import { useAsking, useUses } from "./asking.ts";
import { draftingTexts } from "./texts.ts";

interface DraftingProps {
  conversationId: string;
  text: string;
  area: RefObject<HTMLTextAreaElement | null>;
  write: (text: string) => void;
}

/** Lets a language model draft a reply, or translate what is written. It is put in by hand, and sent by hand. */
export function Drafting({ conversationId, text, area, write }: DraftingProps) {
  const texts = draftingTexts();
  const uses = useUses(conversationId);
  const draft = useAsking<Drafted>(conversationId);
  const translation = useAsking<Translated>(conversationId);
  /** What was translated, and what was put in its place. */
  const kept = useSignal<{ own: string; now: string } | undefined>(undefined);
  const isEmpty = text.trim() === "";
  useEffect(() => {
    if (!isEmpty) return;
    kept.value = undefined;
    // What was sent, or taken back, is not to be sent once more in another language.
    translation.stop();
  }, [isEmpty, conversationId]);
  const put = (words: string) => {
    write(words);
    area.current?.focus();
  };
  const askDraft = () => (translation.stop(), draft.ask("draft"));
  const translated = useRef("");
  const translate = () => {
    draft.stop();
    translated.current = text;
    return translation.ask("translation", { text: text.trim() });
  };
  const closing = (asking: { stop: () => void }, then?: () => void) => () => {
    asking.stop();
    if (then) then();
    else area.current?.focus();
  };
  const shown = shownOf();
  return (
    <>
      {uses.drafts && <Button icon="bot" tone="quiet" label={texts.draft} onClick={askDraft} />}
      {uses.translation && (
        <Button small tone="quiet" label={texts.translateDraft} disabled={isEmpty} onClick={translate}>
          {texts.translate}
        </Button>
      )}
      {kept.value && (
        <Button small tone="quiet" label={`${texts.back}: ${kept.value.own}`} onClick={putBack}>
          {texts.back}
        </Button>
      )}
      {shown && <Answered {...shown} />}
    </>
  );

  function putBack(): void {
    const own = kept.value?.own ?? "";
    kept.value = undefined;
    put(own);
  }

  function shownOf(): AnsweredProps | undefined {
    const [drafted, answered] = [draft.state.value, translation.state.value];
    if (drafted.status !== "none") {
      const take = (words: string) => put(isEmpty ? words : `${text.trimEnd()}\n\n${words}`);
      const usual = { name: texts.draft, title: texts.notSent, take: texts.put, onAgain: askDraft };
      return {
        ...usual,
        asking: drafted,
        sources: drafted.status === "ready" ? drafted.value.sources : undefined,
        onTake: (words) => closing(draft, () => take(words))(),
        onClose: closing(draft),
      };
    }
    if (answered.status === "none") return undefined;
    const take = (now: string) => {
      kept.value = { own: text, now };
      put(now);
    };
    return {
      name: texts.translateDraft,
      title: texts.translated,
      take: texts.use,
      asking: answered,
      original: translated.current,
      onAgain: translate,
      onTake: (words) => closing(translation, () => take(words))(),
      onClose: closing(translation),
    };
  }
}
