import { asksIn, leaveIn, tagOptions, type WebSettings } from "@parley/protocol";
import { useEffect, useRef, useState } from "preact/hooks";
import { base } from "../api.ts";
import { language } from "../language/language.ts";
import { Segments } from "../ui/Select.tsx";
import { settingsWords } from "./words.ts";

/** The page's widget, as the frame has it. */
type Parley = (verb: string, options?: Record<string, unknown>) => void;

/** The real widget of an inbox in a page of its own, with looks that are not saved yet. */
export function Preview({ inboxId, looks }: { inboxId: string; looks: WebSettings }) {
  const words = settingsWords();
  const frame = useRef<HTMLIFrameElement>(null);
  const [locale, setLocale] = useState<"en" | "zh-CN">(language.value);
  const shown = useRef<string[]>([]);
  const show = () => {
    const parley = (frame.current?.contentWindow as unknown as { parley?: Parley } | null)?.parley;
    if (!parley) return;
    const asks = asksIn(locale, looks.asks ?? {}, String);
    const { leave } = looks;
    const form = asks.fields.length > 0 || asks.consent ? asks : leave && { ...leaveIn(locale, leave), message: true };
    const options = { ...tagOptions(looks), ...(form && { asks: form }) };
    // What was taken away is as it comes.
    const gone = shown.current.filter((name) => !(name in options)).map((name) => [name, undefined] as const);
    shown.current = Object.keys(options);
    parley("update", { ...Object.fromEntries(gone), ...options, autoOpen: false, launcher: undefined, locale });
  };
  useEffect(show);
  return (
    <aside class="settings-preview">
      <div class="row-field">
        <h2>{words.preview}</h2>
        <Segments
          label={words.languages}
          value={locale}
          options={[
            { value: "zh-CN", label: "中文" },
            { value: "en", label: "English" },
          ]}
          onChange={setLocale}
        />
      </div>
      <iframe
        ref={frame}
        title={words.preview}
        src={`${base}/i/${encodeURIComponent(inboxId)}/preview`}
        onLoad={() => {
          const opened = frame.current?.contentWindow as unknown as { parley?: Parley } | null;
          opened?.parley?.("open");
          show();
        }}
      />
      <p class="hint">{words.previewHint}</p>
    </aside>
  );
}
