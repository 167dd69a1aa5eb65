import { siteOf } from "./client/site.ts";
import { answerCalls } from "./parley.ts";
import type { WidgetOptions } from "./settings.ts";
import { createWidget } from "./widget.ts";
import type { FetchPart } from "./parts.ts";

/** Changes when any of the parts does; put in by the build. */
declare const VERSION: string;

// oxlint-disable-next-line no-console -- the page's owner should know
if (window.parley?.loaded) console.warn("parley twice");
else begin();

/** What a tag may say, in words. */
type TagData = Partial<Record<"engine" | "lazy" | "autoOpen" | "hidden" | "boot", string>>;

/** Where the parts are, and what the script's tag says. Modules and what is imported or evaluated have no tag that is current. */
function look(): { base: string; data: TagData } {
  const current = document.currentScript as HTMLScriptElement | null;
  // A word first in any case: the pattern takes the tag's address only from the very beginning.
  const heard = [current?.src ?? 0, new Error().stack, ...performance.getEntries().map((entry) => entry.name)].join(
    " ",
  );
  const source = /^[^b]\S+:\S+|http[^\s,]+\/widget\.js/.exec(heard)?.[0];
  const script = current ?? document.querySelector<HTMLScriptElement>("[src*='widget.js']");
  const data: TagData = script?.dataset ?? {};
  return { base: new URL(".", source ?? siteOf(data.engine)).href, data };
}

function begin(): void {
  const { base, data } = look();
  const on = (value = "false") => value !== "false";
  const options: WidgetOptions = {
    engine: base,
    ...data,
    lazy: on(data.lazy),
    autoOpen: on(data.autoOpen),
    hidden: on(data.hidden),
  };
  const fetchPart = ((name: string, engine?: string) =>
    // The engine may have been replaced since this script was loaded, or the script been copied elsewhere: the engine has
    // the parts, and names without a hash are always there; of words, under the name of any language, the nearest.
    import(`${base}widget-${(name = encodeURIComponent(name))}-${VERSION}.js`).catch(
      () => import(`${siteOf(engine)}widget-${name}.js?${Date.now()}`),
    )) as FetchPart;
  answerCalls(createWidget(fetchPart, options), data.boot !== "manual" && {});
}
