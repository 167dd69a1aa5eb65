import type { Drafted } from "@parley/protocol";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import type { Asking } from "./asking.ts";
import { draftingTexts } from "./texts.ts";

export interface AnsweredProps {
  name: string;
  title: string;
  take: string;
  asking: Asking<{ text: string }>;
  sources?: Drafted["sources"] | undefined;
  original?: string;
  onTake: (words: string) => void;
  onAgain: () => unknown;
  onClose: () => void;
}

/** What a language model answered, above where one writes; Escape puts it away. */
export function Answered(props: AnsweredProps) {
  const { name, title, take, asking, onTake, onAgain, onClose } = props;
  const texts = draftingTexts();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Whoever writes on meanwhile is not taken away from it.
    if (asking.status === "asking" || !document.activeElement?.matches("textarea, input")) frame.current?.focus();
  }, [asking.status]);
  return (
    <div
      ref={frame}
      class="drafting"
      role="group"
      tabIndex={-1}
      aria-label={name}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <p class="muted" role="status">
        {asking.status === "asking" ? texts.asking : asking.status === "ready" && title}
      </p>
      {asking.status === "failed" && (
        <p class="error" role="alert">
          {asking.why}
        </p>
      )}
      {asking.status === "ready" && <Words {...props} text={asking.value.text} />}
      <div class="actions">
        {asking.status === "ready" && (
          <Button small tone="primary" onClick={() => onTake(asking.value.text)}>
            {take}
          </Button>
        )}
        {asking.status === "failed" && (
          <Button small onClick={onAgain}>
            {texts.again}
          </Button>
        )}
        <Button small tone="quiet" onClick={onClose}>
          {asking.status === "ready" ? texts.discard : texts.cancel}
        </Button>
      </div>
    </div>
  );
}

/** What was answered, and what it was made from. */
function Words({ text, sources, original }: Pick<AnsweredProps, "sources" | "original"> & { text: string }) {
  return (
    <>
      <p class="drafting-words" dir="auto">
        {text}
      </p>
      {sources && <Sources sources={sources} />}
      {original !== undefined && (
        <p class="muted drafting-words" dir="auto">
          {draftingTexts().original}: {original}
        </p>
      )}
    </>
  );
}

function Sources({ sources }: Pick<Drafted, "sources">) {
  const texts = draftingTexts();
  if (sources.length === 0) return <p class="muted">{texts.fromTalk}</p>;
  return (
    <p class="muted">
      {texts.madeFrom}:{" "}
      {sources.map(({ kind, title }) => [texts.kinds[kind], title].filter(Boolean).join(" · ")).join("; ")}
    </p>
  );
}
