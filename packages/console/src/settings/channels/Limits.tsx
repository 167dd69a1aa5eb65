import { Field } from "../../ui/Field.tsx";
import { Select, Switch } from "../../ui/Select.tsx";
import { accountTexts } from "./texts.ts";

const MB = 1_048_576;
const KINDS = ["image", "audio", "video", "document"] as const;
type Kind = (typeof KINDS)[number];
const WAYS = ["usual", "none", "own"] as const;
type Way = (typeof WAYS)[number];

type Settings = Readonly<Record<string, unknown>>;

interface LimitsProps {
  settings: Settings;
  error: (path: string) => string | undefined;
  onChange: (settings: Record<string, unknown>) => void;
  /** Whether platforms limit here when somebody may be written to; a web site's inbox has no such thing. */
  hasWindow?: boolean;
}

/** Numbers as they are written; an empty text is none. */
function numberIn(text: string): number | undefined {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
const textOf = (value: unknown): string => (typeof value === "number" ? String(value) : "");
const objectIn = (value: unknown): Settings | undefined =>
  typeof value === "object" && value !== null ? (value as Settings) : undefined;

/** What files an inbox takes, and until when people may be written to there. */
export function Limits({ settings, error, onChange, hasWindow }: LimitsProps) {
  const change = (key: string, to: unknown) => onChange({ ...settings, [key]: to });
  return (
    <div class="card stack">
      <h2>{accountTexts().limits}</h2>
      <Files files={objectIn(settings["files"]) ?? {}} error={error} onChange={(to) => change("files", to)} />
      {hasWindow && <Window window={settings["window"]} error={error} onChange={(to) => change("window", to)} />}
    </div>
  );
}

interface PartProps {
  error: LimitsProps["error"];
  onChange: (to: unknown) => void;
}

function Files({ files, error, onChange }: PartProps & { files: Settings }) {
  const texts = accountTexts();
  const { bytes, kinds } = files;
  const taken = Array.isArray(kinds) ? (kinds as Kind[]) : [...KINDS];
  const set = (more: Settings) => {
    const left = Object.entries({ ...files, ...more }).filter(([, value]) => value !== undefined);
    onChange(left.length > 0 ? Object.fromEntries(left) : undefined);
  };
  const turn = (kind: Kind, on: boolean) => {
    const next = KINDS.filter((one) => (one === kind ? on : taken.includes(one)));
    set({ kinds: next.length === KINDS.length ? undefined : next });
  };
  return (
    <>
      <Field
        label={texts.largest}
        hint={texts.largestHint}
        value={typeof bytes === "number" ? String(bytes / MB) : ""}
        error={error("settings.files")}
        onInput={(text) => {
          const size = numberIn(text);
          set({ bytes: size === undefined ? undefined : Math.round(size * MB) });
        }}
      />
      {KINDS.map((kind) => (
        <Switch key={kind} label={texts.kinds[kind]} on={taken.includes(kind)} onChange={(on) => turn(kind, on)} />
      ))}
    </>
  );
}

function Window({ window, error, onChange }: PartProps & { window: unknown }) {
  const texts = accountTexts();
  const own = objectIn(window);
  const way: Way = own ? "own" : window === false ? "none" : "usual";
  const choose = (next: Way) => onChange({ usual: undefined, none: false, own: { hours: 48 } }[next]);
  const set = (more: Settings) =>
    onChange(Object.fromEntries(Object.entries({ ...own, ...more }).filter(([, value]) => value !== undefined)));
  return (
    <>
      <Select
        label={texts.window}
        value={way}
        options={WAYS.map((value) => ({ value, label: texts.windows[value] }))}
        onChange={choose}
      />
      {own && (
        <>
          <Field
            label={texts.windowHours}
            value={textOf(own["hours"])}
            error={error("settings.window")}
            onInput={(text) => set({ hours: numberIn(text) })}
          />
          <Field
            label={texts.windowMessages}
            value={textOf(own["messages"])}
            onInput={(text) => set({ messages: numberIn(text) })}
          />
        </>
      )}
    </>
  );
}
