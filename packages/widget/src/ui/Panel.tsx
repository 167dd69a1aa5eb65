import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Composer } from "./Composer.tsx";
import { Header } from "./Header.tsx";
import { Notice } from "./Notice.tsx";
import { Thread } from "./Thread.tsx";
import type { Ui } from "./ui.ts";
import { useLate } from "./use-late.ts";
import { useValue } from "./use-value.ts";

/** Where the panel takes the whole screen. */
const SMALL_SCREEN = "(max-width: 480px), (max-height: 480px)";

/** The open chat. Beside the page on large screens, in place of it on small ones. */
export function Panel({ ui }: { ui: Ui }): VNode {
  const { chat } = ui;
  const panel = useRef<HTMLElement>(null);
  const small = useMedia(SMALL_SCREEN);
  const events = useValue(chat.events);
  const answering = useValue(chat.asks);
  const place = useValue(chat.queue);
  const asks = ui.settings.asks ?? answering ?? place?.leave;
  const late = useLate(!!asks, () => import("./asking-forms.tsx"));

  useEffect(() => {
    const { current } = panel;
    const root = current?.getRootNode();
    if (!small || !current || !(root instanceof ShadowRoot)) return undefined;
    let open = true;
    let giveBack = () => {};
    // Without it the page behind can be reached; the chat works.
    void import("./fullscreen.ts").then(
      ({ takeScreen }) => open && (giveBack = takeScreen(current, root.host)),
      () => {},
    );
    return () => {
      open = false;
      giveBack();
    };
  }, [small]);
  useEffect(() => {
    // Browsers that cannot make one colour of another are told which one.
    if (globalThis.CSS?.supports("color", "lab(from red l a b)")) return;
    void import("./ink.ts").then(({ inkOn }) => inkOn(panel.current));
  }, [ui.settings.color]);
  useEffect(() => {
    // Who has not asked for the panel goes on where he was.
    if (!((navigator as Partial<Navigator>).userActivation?.isActive ?? true)) return;
    const touch = mediaOf("(pointer: coarse)").matches;
    const field = panel.current?.querySelector<HTMLElement>(".composer textarea");
    (touch ? panel.current : field)?.focus();
  }, []);
  useLayoutEffect(() => {
    const seen = () => document.visibilityState === "visible" && chat.markRead();
    seen();
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, [events]);

  /** What was pressed may be gone now; Escape and Tab must still find the panel. */
  const keepFocus = () => document.activeElement === document.body && panel.current?.focus();

  return (
    <section
      class={`panel ${ui.settings.position ?? "right"}`}
      ref={panel}
      role="dialog"
      aria-modal={small}
      aria-labelledby="title"
      tabIndex={-1}
      lang={ui.texts.spoken}
      dir={ui.texts.dir}
      // Whoever clicks twice means once.
      onClickCapture={(event) => event.detail > 1 && event.stopPropagation()}
      onClick={() => setTimeout(keepFocus)}
      onKeyDown={(event) => event.key === "Escape" && !event.isComposing && ui.close()}
    >
      <Header ui={ui} />
      <Notice ui={ui} />
      <Thread ui={ui} />
      {asks && late ? <late.AskingForms ui={ui} asks={asks} /> : <Composer ui={ui} />}
    </section>
  );
}

/** What a site's own tests run in has no media. */
const mediaOf = (query: string): Partial<MediaQueryList> => globalThis.matchMedia?.(query) ?? {};

function useMedia(query: string): boolean {
  const [media] = useState(() => mediaOf(query));
  const [matches, setMatches] = useState(media.matches);
  useEffect(() => {
    // oxlint-disable unicorn/prefer-add-event-listener -- nobody else listens to this one
    media.onchange = () => setMatches(media.matches);
    return () => void (media.onchange = null);
  }, []);
  return !!matches;
}
