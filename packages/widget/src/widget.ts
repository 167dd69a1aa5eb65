import type { Locale, Page } from "@parley/protocol";
import type { Identity } from "./client/chat.ts";
import { kept } from "./client/site.ts";
import type { Core, CoreHost } from "./core.tsx";
import type { Emit, EventName, Listener } from "./events.ts";
import { createLauncher, type Launcher } from "./launcher/launcher.ts";
import type { WidgetOptions } from "./settings.ts";
import { pickLocale } from "./texts/pick-locale.ts";
import type { Texts } from "./texts/texts.ts";

/** What is loaded late. */
export interface Parts extends Record<Locale, { texts: Texts }> {
  core: { start: (host: CoreHost) => Core };
}

/** Loads a part; where it came from before it may be gone, the engine has it too. */
export type FetchPart = <N extends keyof Parts>(name: N, engine: string | undefined) => Promise<Parts[N]>;

/** What a page may do with the widget. Every verb may be called at any time. */
export interface Widget {
  /** Puts the widget on the page, or back on it after `shutdown`. */
  boot: (options?: WidgetOptions) => void;
  /** Takes it off the page. The visitor is remembered: after `boot` the conversation goes on. */
  unmount: () => void;
  /** Takes it off the page and forgets the visitor, as for who signs out. */
  shutdown: () => void;
  show: () => void;
  hide: () => void;
  open: () => void;
  close: () => void;
  toggle: () => void;
  /** Answers how to stop listening. */
  on: <E extends EventName>(event: E, listener: Listener<E>) => () => unknown;
  off: <E extends EventName>(event: E, listener: Listener<E>) => unknown;
  /** Says who the visitor is, for the agents. Not verified. */
  identify: (profile: Identity) => void;
  /** Changes options, all but `engine`; `undefined` goes back to the default. */
  update: (options: WidgetOptions) => void;
  setLocale: (locale: string) => void;
  setTheme: (theme: NonNullable<WidgetOptions["theme"]>) => void;
  /** Opens the panel and says something for the visitor. */
  send: (text: string) => void;
  /** Opens the panel with words to send or change. */
  prefill: (text: string) => void;
  /** Tells agents that the visitor is on another page now. */
  page: (page: Page) => void;
  /** What support wants to know when it does not work. No secrets. */
  diagnose: () => Record<string, unknown>;
}

/** Verbs that the chat itself carries out. Those that must not wait for the visitor load it. */
export type ChatVerb = "identify" | "send" | "prefill" | "page";

/** Calls that are kept until the chat is there. */
const MOST_WAITING = 99;

/** Makes a widget. Nothing is on the page before `boot`, and little more than a button before it is wanted. */
export function createWidget(fetchPart: FetchPart, options: WidgetOptions = {}): Widget {
  const heard: Partial<Record<EventName, Set<Listener<never>>>> = {};
  let launcher: Launcher | undefined;
  let core: Core | undefined;
  let loading: boolean | undefined;
  /** What is to be done as soon as the core is there. */
  let waiting: ((core: Core) => void)[] = [];
  let failed = false;
  /** What the page or the visitor wants, and what is to be seen. */
  let wanted = false;
  let open = false;

  const emit: Emit = (event, detail) => {
    // In tasks of their own: what goes wrong in the page's code is the page's error, and stops nothing here.
    heard[event]?.forEach((listener) => queueMicrotask(() => listener(detail as never)));
    document.dispatchEvent(new CustomEvent(`parley:${event}`, { detail }));
  };
  const settings = () => ({ ...options, locale: pickLocale(options.locale) });
  const draw = () => {
    if (!launcher) return;
    const next = wanted && !options.hidden;
    const changed = next !== open;
    open = next;
    if (open) load();
    launcher.draw({ ...settings(), open, failed });
    core?.draw(open, settings());
    if (changed) emit(open ? "open" : "close", {});
  };
  const update = (changed?: WidgetOptions) => {
    options = { ...options, ...changed };
    draw();
  };
  const load = () => {
    const mine = launcher;
    if (!mine || loading) return;
    const { locale, engine } = settings();
    loading = true;
    failed = false;
    Promise.all([fetchPart("core", engine), fetchPart(locale, engine)])
      .then(([{ start }, words]) => {
        if (launcher !== mine) return;
        core = start({ launcher: mine, emit, setOpen, fetchPart, words, locale, engine });
        draw();
        for (const act of waiting.splice(0)) act(core);
      })
      .catch((cause: unknown) => {
        if (launcher !== mine || core) return;
        loading = false;
        failed = open;
        setOpen(false);
        if (failed) emit("error", { error: { code: "unavailable", message: String(cause) } });
      });
  };
  const setOpen = (next: boolean) => {
    wanted = next;
    draw();
  };
  const press = () => setOpen(!wanted);
  /** The page's own buttons, also those in shadow roots and those that keep their clicks to themselves. */
  const pressOwn = (event: Event) => {
    const { launcher: own } = options;
    try {
      if (launcher && own && event.composedPath().some((node) => (node as Partial<Element>).matches?.(own))) press();
    } catch {
      // No selector.
    }
  };
  const leave = () => {
    setOpen(false);
    waiting = [];
    core?.stop();
    launcher?.leave();
    launcher = core = undefined;
    loading = false;
  };
  /** The page has time now. */
  const arrive = () => {
    if (
      !(options.lazy || (navigator as { connection?: { saveData?: boolean } }).connection?.saveData) ||
      kept(options.engine)
    )
      load();
  };
  const through =
    <V extends ChatVerb>(verb: V, now?: true) =>
    (...input: Parameters<Core[V]>) => {
      const act = (core: Core) => (core[verb] as (...input: unknown[]) => void)(...input);
      if (core) return act(core);
      waiting = [...waiting, act].slice(-MOST_WAITING);
      if (now) setOpen(true);
    };

  const attached = (deaf: boolean) => {
    addEventListener("click", pressOwn, true);
    if (!deaf) return;
    leave();
    boot();
  };
  const boot = (first?: WidgetOptions) => {
    update(first);
    if (launcher) return;
    launcher = createLauncher(press, load, attached);
    draw();
    (globalThis.requestIdleCallback ?? setTimeout)(arrive);
    emit("ready", {});
  };

  return {
    boot,
    unmount: leave,
    shutdown() {
      if (core) core.forget();
      else kept(options.engine, true);
      leave();
    },
    show: () => update({ hidden: false }),
    hide: () => update({ hidden: true }),
    open: () => setOpen(true),
    close: () => setOpen(false),
    toggle: press,
    on(event, listener) {
      (heard[event] = new Set(heard[event])).add(listener);
      if (launcher && event === "ready") (listener as Listener<"ready">)({});
      return () => heard[event]?.delete(listener);
    },
    off: (event, listener) => heard[event]?.delete(listener),
    update,
    setLocale: (locale) => update({ locale }),
    setTheme: (theme) => update({ theme }),
    identify: through("identify"),
    send: through("send", true),
    prefill: through("prefill", true),
    page: through("page"),
    diagnose: () => ({ ...options, open, ...core?.diagnose() }),
  };
}
