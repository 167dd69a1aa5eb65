import { kept } from "./client/site.ts";
import type { Emit, EventName, Listener } from "./events.ts";
import { createLauncher, type Launcher } from "./launcher/launcher.ts";
import type { Core, FetchPart } from "./parts.ts";
import type { WidgetOptions } from "./settings.ts";
import { pickLocale } from "./texts/pick-locale.ts";
import type { ChatVerb, Widget } from "./verbs.ts";

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
    (window.requestIdleCallback ?? setTimeout)(arrive);
    emit("ready", {});
  };

  return {
    boot,
    unmount: leave,
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
    shutdown() {
      core?.forget();
      leave();
      // Last, for leaving writes down what there was.
      kept(options.engine, true);
    },
    diagnose: () => ({ ...options, open, ...core?.diagnose() }),
  };
}
