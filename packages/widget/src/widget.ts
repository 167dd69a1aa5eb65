import type { Locale, Page, Profile } from "@parley/protocol";
import { siteOf } from "./client/site.ts";
import type { Core, CoreHost } from "./core.tsx";
import type { Emit, EventName, Listener } from "./events.ts";
import { createLauncher, type Launcher } from "./launcher/launcher.ts";
import type { WidgetOptions } from "./settings.ts";
import { pickLocale } from "./texts/pick-locale.ts";
import type { Texts } from "./texts/texts.ts";

/** Where the parts that are loaded late come from. */
export interface Parts {
  core: () => Promise<{ start: (host: CoreHost) => Core }>;
  texts: (locale: Locale) => Promise<{ texts: Texts }>;
  /** Fetches them while there is nothing else to do. */
  prefetch?: (locale: Locale) => void;
}

/** What a page may do with the widget. Every verb may be called at any time. */
export interface Widget {
  /** Puts the widget on the page, or back on it after `shutdown`. */
  boot: (options?: WidgetOptions) => void;
  /** Takes it off the page and forgets the visitor. */
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
  identify: (profile: Profile) => void;
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
export type ChatVerb = "shutdown" | "identify" | "send" | "prefill" | "page";

/** Read by search engines and measured by tools: nobody there will chat. */
const ROBOT = /(?<!cu)bot\b|lighthouse|\+http/i;

/** Makes a widget. Nothing is on the page before `boot`, and little more than a button before it is wanted. */
export function createWidget({ core: fetchCore, texts, prefetch }: Parts): Widget {
  const heard: Partial<Record<EventName, Set<Listener<never>>>> = {};
  let options: WidgetOptions = {};
  let launcher: Launcher | undefined;
  let core: Core | undefined;
  let loading: Promise<void> | undefined;
  /** What is to be done as soon as the core is there. */
  let waiting: ((core: Core) => void)[] = [];
  let failed = false;
  let open = false;

  const emit: Emit = (event, detail) => {
    // In tasks of their own: what goes wrong in the page's code is the page's error, and stops nothing here.
    heard[event]?.forEach((listener) => queueMicrotask(() => listener(detail as never)));
    document.dispatchEvent(new CustomEvent(`parley:${event}`, { detail }));
  };
  const settings = () => ({ ...options, locale: pickLocale(options.locale) });
  const draw = () => {
    launcher?.draw({ ...settings(), open, failed });
    core?.draw(open && !options.hidden, settings());
  };
  const update = (changed: WidgetOptions) => {
    options = { ...options, ...changed };
    draw();
  };
  const load = () => {
    const { locale, engine } = settings();
    loading ??= Promise.all([fetchCore(), texts(locale)]).then(
      ([{ start }, words]) => {
        if (!launcher) return;
        core = start({ launcher, emit, setOpen, texts, words, leave, locale, engine });
        draw();
        for (const act of waiting.splice(0)) act(core);
      },
      (cause: unknown) => {
        loading = undefined;
        failed = open;
        setOpen(false);
        emit("error", { error: { code: "unavailable", message: String(cause) } });
      },
    );
  };
  const setOpen = (next: boolean) => {
    if (!launcher || open === next) return;
    open = next;
    if (open) {
      failed = false;
      load();
    }
    draw();
    emit(open ? "open" : "close", {});
  };
  const press = () => setOpen(!open);
  /** The page's own buttons. */
  const pressOwn = ({ target }: Event) => {
    const { launcher: own } = options;
    if (own && (target as Element).closest(own)) press();
  };
  const reach = () => {
    if (!loading) prefetch?.(settings().locale);
    prefetch = undefined;
  };
  const leave = () => {
    launcher?.root.host.remove();
    document.removeEventListener("click", pressOwn);
    launcher = core = loading = undefined;
  };
  /** The page has time now. */
  const arrive = () => {
    let kept: string | undefined;
    try {
      kept = localStorage[`parley:${siteOf(options.engine)}`] as string | undefined;
    } catch {
      // Storage is forbidden here: nothing was kept.
    }
    if (options.autoOpen && !kept && innerWidth > 480) setOpen(true);
    else if (kept?.includes('live":true')) load();
    else if (!options.lazy && !(navigator as { connection?: { saveData?: boolean } }).connection?.saveData) reach();
  };
  const through =
    <V extends ChatVerb>(verb: V, now: boolean) =>
    (...input: Parameters<Core[V]>) => {
      const act = (core: Core) => (core[verb] as (...input: unknown[]) => void)(...input);
      if (core) return act(core);
      waiting.push(act);
      if (now) load();
    };

  return {
    boot(first) {
      update({ ...first });
      if (launcher || ROBOT.test(navigator.userAgent)) return;
      launcher = createLauncher(press, reach);
      document.addEventListener("click", pressOwn);
      draw();
      (globalThis.requestIdleCallback ?? setTimeout)(arrive);
      emit("ready", {});
    },
    show: () => update({ hidden: false }),
    hide: () => update({ hidden: true }),
    open: () => setOpen(true),
    close: () => setOpen(false),
    toggle: () => setOpen(!open),
    on(event, listener) {
      (heard[event] ??= new Set()).add(listener);
      if (launcher && event === "ready") (listener as Listener<"ready">)({});
      return () => heard[event]?.delete(listener);
    },
    off: (event, listener) => heard[event]?.delete(listener),
    update,
    setLocale: (locale) => update({ locale }),
    setTheme: (theme) => update({ theme }),
    shutdown: through("shutdown", true),
    identify: through("identify", false),
    send: through("send", true),
    prefill: through("prefill", true),
    page: through("page", false),
    diagnose: () => ({ ...options, open, ...core?.diagnose() }),
  };
}
