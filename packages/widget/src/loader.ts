import type { Locale } from "@parley/protocol";
import type { WidgetOptions } from "./settings.ts";
import type { Texts } from "./texts/texts.ts";
import { createWidget, type Parts, type Widget } from "./widget.ts";

/** Changes when any of the parts does; put in by the build. */
declare const VERSION: string;

type Call = ArrayLike<unknown>;
/** `parley(verb, ...)`. Before this script has come, the page's stub collects calls in `q`. */
type Parley = ((...call: unknown[]) => unknown) & { q?: Call[]; loaded?: boolean };

/** Verbs that others build upon are replayed first. */
const FIRST = "on setTheme setLocale update boot";

const page = globalThis as unknown as { parley?: Parley };
const script = document.currentScript as HTMLScriptElement;
if (!page.parley?.loaded) begin();

function begin(): void {
  const base = script.src.replace(/[^/]*$/, "");
  const { lazy, autoOpen, boot, ...data } = script.dataset;
  const on = (value = "false") => value !== "false";
  const options: WidgetOptions = { engine: base, ...data, lazy: on(lazy), autoOpen: on(autoOpen) };
  const address = (name: string) => `${base}widget-${name}-${VERSION}.js`;
  const fetchPart = <T>(name: string) =>
    // The engine may have been replaced since this script was loaded: names without a hash are always there.
    import(address(name)).catch(() => import(`${base}widget-${name}.js?${Date.now()}`)) as Promise<T>;
  const prefetch = (locale: Locale) => {
    for (const name of ["core", locale] as const) {
      const link = document.createElement("link");
      document.head.append(Object.assign(link, { rel: "modulepreload", href: address(name), nonce: script.nonce }));
    }
  };
  const widget = createWidget({
    core: () => fetchPart<Awaited<ReturnType<Parts["core"]>>>("core"),
    texts: fetchPart<{ texts: Texts }>,
    prefetch,
  });
  const call = ([verb, ...input]: unknown[]) => {
    try {
      if (verb === "boot") return widget.boot({ ...options, ...(input[0] as WidgetOptions) });
      return (widget[verb as keyof Widget] as (...input: unknown[]) => unknown)(...input);
    } catch (cause) {
      // oxlint-disable-next-line no-console -- the page must go on, and its owner should know
      console.warn("parley", verb, cause);
      return undefined;
    }
  };

  const early = [...(page.parley?.q ?? [])];
  let running = false;
  page.parley = Object.assign((...input: unknown[]) => (running ? call(input) : void early.push(input)), {
    loaded: true,
  });
  const run = () => {
    const rank = ({ 0: verb }: Call) => -FIRST.indexOf(verb as string);
    running = true;
    if (boot !== "manual") call(["boot"]);
    for (const input of early.sort((a, b) => rank(a) - rank(b))) call([...(input as unknown[])]);
  };
  if (document.body) run();
  else addEventListener("DOMContentLoaded", run);
}
