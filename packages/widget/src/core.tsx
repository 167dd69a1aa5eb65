import type { Locale } from "@parley/protocol";
import { effect, signal } from "@preact/signals-core";
import { render } from "preact";
import { createChat } from "./client/client.ts";
import type { Emit } from "./events.ts";
import type { Launcher } from "./launcher/launcher.ts";
import type { Settings } from "./settings.ts";
import type { Texts } from "./texts/texts.ts";
import { createButton } from "./ui/button.ts";
import { createAnnouncer } from "./ui/announcer.ts";
import { Panel } from "./ui/Panel.tsx";
import { reportChat } from "./ui/report.ts";
import { panelStyles } from "./ui/styles/panel.ts";
import { threadStyles } from "./ui/styles/thread.ts";
import type { Ui } from "./ui/ui.ts";
import type { ChatVerb, Widget } from "./widget.ts";

/** What the core needs of whoever has drawn the launcher. */
export interface CoreHost {
  launcher: Pick<Launcher, "root" | "place" | "button">;
  engine: string | undefined;
  emit: Emit;
  locale: Locale;
  /** The words of `locale`. */
  words: { texts: Texts };
  texts: (locale: Locale) => Promise<{ texts: Texts }>;
  setOpen: (open: boolean) => void;
  /** Takes the launcher off the page. */
  leave: () => void;
}

/** The chat behind the launcher. */
export interface Core extends Pick<Widget, ChatVerb | "diagnose"> {
  draw: (open: boolean, settings: Settings) => void;
}

/** Starts the chat: connects if a conversation is on, and draws the panel when told to. */
export function start(host: CoreHost): Core {
  const { launcher, engine, emit, setOpen, locale } = host;
  const { root, place } = launcher;
  const texts: Partial<Record<Locale, Texts>> = { [locale]: host.words.texts };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(panelStyles + threadStyles);
  root.adoptedStyleSheets.push(sheet);
  const app = place.appendChild(document.createElement("div"));
  const chat = createChat({ locale, ...(engine && { engine }) });
  const draft = signal(chat.session.get().draft ?? "");
  const drawButton = createButton(launcher);
  const announce = createAnnouncer(place);
  let ui: Ui | undefined;
  let open = false;
  let opener: Element | null = null;

  // What is typed here is none of the page's shortcuts.
  for (const type of ["keydown", "keypress", "keyup"]) place.addEventListener(type, (event) => event.stopPropagation());
  const stops = [
    reportChat(chat, emit, (describe, urgent) => {
      if (ui) announce(describe(ui), urgent);
    }),
    effect(() => {
      const { draft: kept = "" } = chat.session.get();
      if (draft.value !== kept) chat.session.set({ draft: draft.value });
    }),
    effect(() => {
      const unread = chat.unread.value;
      if (ui) drawButton(ui.texts, open, unread);
    }),
  ];
  const close = () => setOpen(false);
  /** Back to where the visitor was, unless he has gone elsewhere by himself. */
  const giveFocusBack = () => {
    if (document.activeElement !== root.host) return;
    const own = opener === root.host || opener === document.body;
    (opener instanceof HTMLElement && !own ? opener : launcher.button).focus();
  };
  const draw: Core["draw"] = (wanted, settings) => {
    const words = texts[settings.locale];
    if (!words) {
      const learn = (module: { texts: Texts }) => {
        texts[settings.locale] = module.texts;
        draw(wanted, settings);
      };
      return void host.texts(settings.locale).then(learn, () => {});
    }
    const talkToPerson = () => void chat.choose({ label: words.talkToPerson, value: "human" });
    ui = { chat, settings, texts: words, draft, close, talkToPerson };
    chat.setLocale(settings.locale);
    drawButton(words, wanted, chat.unread.peek());
    if (wanted && !open) opener = document.activeElement;
    if (!wanted && open) giveFocusBack();
    open = wanted;
    if (open) chat.connect();
    render(open ? <Panel ui={ui} /> : undefined, app);
  };

  return {
    draw,
    identify(profile) {
      chat.identify(profile);
      emit("identified", profile);
    },
    send(text) {
      setOpen(true);
      chat.send(text);
    },
    prefill(text) {
      setOpen(true);
      draft.value = text;
    },
    page: chat.page,
    diagnose: () => ({
      engine,
      connection: chat.connection.value,
      conversation: chat.conversation.value?.id,
      last: chat.events.value.at(-1)?.seq,
      pending: chat.pending.value.length,
    }),
    shutdown() {
      setOpen(false);
      for (const stop of stops) stop();
      host.leave();
      void chat.forget();
    },
  };
}
