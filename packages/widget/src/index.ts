import { type Dress, servedTag } from "@parley/protocol";
import { dress } from "./dress.ts";
import { fetchPart } from "./fetch-part.ts";
import { answerCalls, callsOf } from "./parley.ts";
import type { WidgetOptions } from "./settings.ts";
import { inboxAddress } from "./client/site.ts";
import { pickLocale } from "./texts/pick-locale.ts";
import { createWidget } from "./widget.ts";
import type { Widget } from "./verbs.ts";

export { createChat } from "./headless.ts";
export type * from "./headless.ts";
export type { EventName, Listener, WidgetEvents } from "./events.ts";
export type { Parley } from "./parley.ts";
export type { WidgetOptions } from "./settings.ts";
export type { Widget } from "./verbs.ts";

/**
 * Puts the widget on the page: the same as the script tag, with the chat itself loaded when it is wanted. A page has one
 * widget, so that a second call, or one beside a script tag, answers the same with these options. Never throws: what goes wrong
 * is said on the console and by `error`. On a server it does nothing.
 *
 * @example
 * const widget = mount({ engine: "https://chat.example.com", color: "#0b57d0" });
 * widget.on("message", ({ text }) => console.log(text));
 */
export function mount(options: WidgetOptions = {}): Widget {
  if (typeof document === "undefined") return forEach(createWidget(fetchPart), (verb) => NOWHERE[verb] ?? nothing);
  const known = window.parley?.loaded;
  const widget = known ?? createWidget(fetchPart);
  const call = callsOf(widget);
  const boot = (whole: WidgetOptions) => (known ? call("boot", whole) : answerCalls(widget, whole));
  if (options.inbox) void looksOf(options.inbox, options).then(boot);
  else boot(options);
  return forEach(
    widget,
    (verb) =>
      (...input: unknown[]) =>
        call(verb, ...input),
  );
}

/** Milliseconds after which the widget is there without its inbox's looks. */
const PATIENCE = 5_000;

/** `looks.json`. */
interface Told {
  options?: WidgetOptions;
  languages?: string[];
  dress?: Dress;
  error?: { message: string };
}

/** The options with what the inbox says where they say nothing; without that where the engine does not answer. */
async function looksOf(inbox: string, options: WidgetOptions): Promise<WidgetOptions> {
  const engine = inboxAddress(options.engine, inbox);
  // Not `AbortSignal.timeout`, which browsers have had since 2022.
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), PATIENCE);
  try {
    const response = await fetch(`${engine}looks.json`, { signal: over.signal });
    const told = (await response.json()) as Told;
    if (told.error) throw new Error(told.error.message);
    dress(engine, told.dress);
    const wanted = pickLocale(options.locale);
    const locale = servedTag(wanted, told.languages ?? []);
    return { ...told.options, ...options, engine, ...(locale !== wanted && { locale }) };
  } catch (cause) {
    // oxlint-disable-next-line no-console -- the page's owner should know
    console.error("parley", inbox, cause);
    dress(engine);
    return { ...options, engine };
  } finally {
    clearTimeout(timer);
  }
}

const nothing = () => {};
/** What verbs answer where there is no page. */
const NOWHERE: Record<string, () => unknown> = { on: () => () => false, off: () => false, diagnose: () => ({}) };

function forEach(widget: Widget, answer: (verb: string) => unknown): Widget {
  return Object.fromEntries(Object.keys(widget).map((verb) => [verb, answer(verb)])) as unknown as Widget;
}
