import type { EventName, Listener, WidgetEvents } from "./events.ts";
import type { WidgetOptions } from "./settings.ts";
import type { Widget } from "./verbs.ts";

/** `parley(verb, ...)`: what a page calls. Before the widget has come, the page's stub collects calls in `q`. */
export interface Parley {
  <E extends EventName>(verb: "on" | "off", event: E, listener: Listener<E>): unknown;
  <V extends keyof Widget>(verb: V, ...input: Parameters<Widget[V]>): ReturnType<Widget[V]> | undefined;
  q?: ArrayLike<unknown>[];
  /** The page's widget: there is one, whoever asks for it. */
  loaded?: Widget;
}

/** Events on `document`. */
type DocumentEvents = { [E in EventName as `parley:${E}`]: CustomEvent<WidgetEvents[E]> };

declare global {
  interface Window {
    parley?: Parley;
  }
  interface DocumentEventMap extends DocumentEvents {}
}

/** Makes calls of verbs. What goes wrong is said on the console and answered with nothing: the page must go on. */
export const callsOf =
  (widget: Widget) =>
  (verb?: unknown, ...input: unknown[]): unknown => {
    try {
      return (widget[verb as keyof Widget] as (...input: unknown[]) => unknown)(...input);
    } catch (cause) {
      // oxlint-disable-next-line no-console -- the page's owner should know
      console.warn("parley", verb, cause);
      return undefined;
    }
  };

/** Makes `widget` the page's, boots it with `first` if given, and does what was asked for before it came. */
export function answerCalls(widget: Widget, first: WidgetOptions | false): void {
  const call = callsOf(widget);
  const early = window.parley?.q ?? [];
  (window.parley = call as unknown as Parley).loaded = widget;
  if (first) call("boot", first);
  for (const input of early) call(...(input as unknown[]));
}
