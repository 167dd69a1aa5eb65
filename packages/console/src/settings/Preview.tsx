import type { WebSettings } from "@parley/protocol";
import { useEffect, useRef, useState } from "preact/hooks";
import { base } from "../api.ts";
import { Select, Switch } from "../ui/Select.tsx";
import { chosenOf, named, useSpoken } from "./spoken.ts";
import { looksWords } from "./looks-words.ts";

/** What the page in the frame has (`preview.ts` of the widget). */
interface Shown {
  parleyPreview?: (looks: WebSettings, locale: string, away: boolean) => void;
}

interface PreviewProps {
  inboxId: string;
  looks: WebSettings;
  /** The language that was chosen. */
  locale: string | undefined;
  onLocale: (locale: string) => void;
}

/** The real widget of an inbox in a page of its own, with looks that are not saved yet. */
export function Preview({ inboxId, looks, locale, onLocale }: PreviewProps) {
  const words = looksWords();
  const frame = useRef<HTMLIFrameElement>(null);
  const [away, setAway] = useState(false);
  const tags = useSpoken(looks.greeting, looks.texts);
  const language = chosenOf(tags, locale);
  const show = () => (frame.current?.contentWindow as Shown | null | undefined)?.parleyPreview?.(looks, language, away);
  useEffect(show);
  return (
    <aside class="settings-preview">
      <div class="row-field">
        <h2>{words.preview}</h2>
        <Select bare label={words.language} value={language} options={named(tags)} onChange={onLocale} />
        {looks.leave && <Switch label={words.away} on={away} onChange={setAway} />}
      </div>
      <iframe
        ref={frame}
        title={words.preview}
        src={`${base}/i/${encodeURIComponent(inboxId)}/preview`}
        onLoad={show}
      />
      <p class="hint">{words.previewHint}</p>
    </aside>
  );
}
