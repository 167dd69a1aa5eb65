import type { ComponentChildren } from "preact";
import type { Loader } from "../live/load.ts";
import { Button } from "./Button.tsx";
import { Icon, type IconName } from "./Icon.tsx";
import { explain, uiWords } from "./words.ts";

const HUES = 8;

interface AvatarProps {
  /** Nobody's name is known: a figure is shown instead of initials. */
  name: string | undefined;
  seed: string;
  online?: boolean | undefined;
}

/** Initials on a colour that stays the same for the same `seed`. */
export function Avatar({ name, seed, online }: AvatarProps) {
  return (
    <span class={`avatar hue-${hueOf(seed)}`} aria-hidden="true">
      {name ? initials(name) : <Icon name="user" />}
      {online !== undefined && <i class={online ? "dot on" : "dot"} />}
    </span>
  );
}

function hueOf(seed: string): number {
  let hash = 0;
  for (const letter of seed) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return hash % HUES;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen
    .map((word = "") => String.fromCodePoint(word.codePointAt(0) ?? 32))
    .join("")
    .toUpperCase();
}

/** A small label. */
export function Badge({
  children,
  tone = "plain",
}: {
  children: ComponentChildren;
  tone?: "plain" | "good" | "warn" | "bad" | "accent";
}) {
  return <span class={`badge ${tone}`}>{children}</span>;
}

/** What is shown where there is nothing, with what could be done about it. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon name={icon} size={28} />
      <p class="empty-title">{title}</p>
      {children && <div class="empty-text">{children}</div>}
    </div>
  );
}

/** Grey lines until something has come. */
export function Loading({ lines = 4 }: { lines?: number }) {
  return (
    <div class="skeleton" role="status" aria-label={uiWords().loading}>
      {Array.from({ length: lines }, (_, index) => (
        <i key={index} />
      ))}
    </div>
  );
}

/** Why something could not be loaded, and another try. */
export function Failed({ error, onRetry }: { error: unknown; onRetry: () => unknown }) {
  return (
    <div class="empty" role="alert">
      <Icon name="warning" size={28} />
      <p class="empty-title">{uiWords().failed}</p>
      <p class="empty-text">{explain(error)}</p>
      <Button icon="refresh" onClick={onRetry}>
        {uiWords().retry}
      </Button>
    </div>
  );
}

interface FetchedProps<T> {
  from: Pick<Loader<T>, "state" | "reload">;
  children: (value: T) => ComponentChildren;
  lines?: number;
}

/** What is fetched, when it is here. */
export function Fetched<T>({ from: { state, reload }, children, lines }: FetchedProps<T>) {
  const now = state.value;
  if (now.status === "loading") return <Loading {...(lines && { lines })} />;
  return now.status === "failed" ? <Failed error={now.error} onRetry={reload} /> : <>{children(now.value)}</>;
}

/** A part of a whole, from 0 to 1, as a bar. The number itself should stand beside it. */
export function Bar({
  share,
  tone = "accent",
}: {
  share: number;
  tone?: "accent" | "good" | "warn" | "bad" | "muted";
}) {
  return (
    <span class={`bar ${tone}`} aria-hidden="true">
      <i style={{ width: `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%` }} />
    </span>
  );
}

/** A key on the keyboard. */
export function Key({ children }: { children: ComponentChildren }) {
  return <kbd>{children}</kbd>;
}

/** The heading of a screen with what can be done there. */
export function PageHead({ title, children, text }: { title: string; children?: ComponentChildren; text?: string }) {
  return (
    <header class="page-head">
      <div>
        <h1>{title}</h1>
        {text && <p>{text}</p>}
      </div>
      {children && <div class="page-actions">{children}</div>}
    </header>
  );
}
