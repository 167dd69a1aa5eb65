import { attempt, openStorage } from "@parley/client";
import type { WireError } from "@parley/protocol";
import { effect, signal } from "@preact/signals-core";
import { render } from "preact";
import { createChat } from "./client/client.ts";
import type { Identity } from "./client/chat.ts";
import { siteOf } from "./client/site.ts";
import { wordsOf } from "./client/messages.ts";
import type { Settings } from "./settings.ts";
import type { Texts } from "./texts/texts.ts";
import { keepEvents, moveIfMisplaced } from "./ui/host-page.ts";
import { createButton } from "./ui/button.ts";
import { createAnnouncer } from "./ui/announcer.ts";
import { Panel } from "./ui/Panel.tsx";
import { reportChat } from "./ui/report.ts";
import { panelStyles } from "./ui/styles/panel.ts";
import { threadStyles } from "./ui/styles/thread.ts";
import type { Ui } from "./ui/ui.ts";
import type { Core, CoreHost } from "./parts.ts";

/**
 * The panel's words, with the site's own in their place: in the script that the panel speaks, in the language of the visitor, also where the panel
 * speaks another, in that of the panel, else those for all.
 */
function ownWords(settings: Settings, words: Texts): Texts {
  const options = settings as Record<string, unknown>;
  const own: Record<string, unknown> = { ...words, starters: "" };
  const { spoken } = words;
  const [read = ""] = settings.locale.toLowerCase().split("-");
  const tags = [read + spoken.slice(3), read, spoken.slice(0, 2)];
  for (const name in own) {
    const said = (options[name] = tags
      .map((tag) => options[name + tag.charAt(0).toUpperCase() + tag.slice(1)])
      .concat(options[name])
      .find((said) => said !== undefined));
    // Words in which something is put are ours.
    if (typeof said === typeof own[name]) own[name] = said;
  }
  return own as unknown as Texts;
}

/** What is kept for this tab's next page while the chat is open. */
const OPEN = "open";

/** Whether the visitor has done anything here: before, nothing is connected or stored. */
const asked = () => (navigator as Partial<Navigator>).userActivation?.hasBeenActive ?? true;

/** Starts the chat: connects if a conversation is on, and draws the panel when told to. */
export function start(host: CoreHost): Core {
  const { launcher, engine, emit, setOpen, locale } = host;
  const { root, place } = launcher;
  const texts: Partial<Record<string, Texts>> = { [locale]: host.words.texts };
  const styled = new Set<string>();
  /** Once, however many of what needs them there are. */
  const addStyles = (styles: string) => {
    if (!styled.has(styles)) launcher.addStyles(styles);
    styled.add(styles);
  };
  addStyles(panelStyles + threadStyles);
  const app = place.appendChild(document.createElement("div"));
  const refused = (error: WireError) => {
    // oxlint-disable-next-line no-console -- the page's owner should know
    console.warn("parley", error);
    emit("error", { error });
  };
  const identified = (profile: Identity) => emit("identified", profile);
  const chat = createChat({ engine, locale, refused, identified });
  const site = `parley:${siteOf(engine)}`;
  const tab = openStorage(() => sessionStorage);
  const draft = signal(chat.session.get().draft ?? "");
  const quoting: Ui["quoting"] = signal();
  const drawButton = createButton(launcher);
  const announce = createAnnouncer(place);
  let ui: Ui | undefined;
  let open = false;
  let over = false;
  let opener: Element | null = null;

  keepEvents(root);
  const stops = [
    reportChat(chat, { emit, refused }, (describe, urgent) => {
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
  /** On a small screen it would be in the way of the page. */
  const opensByItself = ({ autoOpen }: Settings) => {
    const known = Object.keys(chat.session.get()).length > 0;
    return innerWidth > 480 && (known ? tab.get(site) === OPEN : autoOpen);
  };
  const turn = () => {
    open = !open;
    tab.set(site, open ? OPEN : "");
    if (open) {
      opener = document.activeElement;
      if (chat.session.get().token || asked()) chat.connect();
      return;
    }
    giveFocusBack();
    // Whoever has put it away is not bothered again.
    chat.session.set({ met: true });
  };
  const draw: Core["draw"] = (wanted, settings) => {
    if (over) return;
    const words = texts[settings.locale];
    if (!words) {
      const learn = (module: { texts: Texts }) => {
        texts[settings.locale] = module.texts;
        draw(wanted, settings);
      };
      return void host.fetchPart(settings.locale, engine).then(learn, () => {});
    }
    const arriving = !ui;
    const own = ownWords(settings, words);
    void words.styles?.().then(({ rtlStyles }) => addStyles(rtlStyles));
    const talkToPerson = () => void chat.choose({ label: own.talkToPerson, value: "human" });
    ui = { chat, settings, texts: own, draft, quoting, addStyles, close, talkToPerson };
    chat.setLocale(settings.locale);
    drawButton(words, wanted, chat.unread.peek());
    if (arriving && !wanted && opensByItself(settings)) return setOpen(true);
    // The page's own buttons; what it calls them by may be no selector.
    attempt(() =>
      document
        .querySelectorAll(`${settings.launcher}`)
        .forEach((own) => own.setAttribute("aria-expanded", `${wanted}`)),
    );
    if (wanted !== open) turn();
    moveIfMisplaced(root.host);
    render(open ? <Panel ui={ui} /> : undefined, app);
  };

  return {
    draw,
    identify: chat.identify,
    send(text) {
      if (chat.send(text)) setOpen(true);
    },
    prefill(text) {
      setOpen(true);
      draft.value = wordsOf(text);
    },
    page: chat.page,
    diagnose: () => ({
      engine,
      connection: chat.connection.value,
      conversation: chat.conversation.value?.id,
      last: chat.events.value.slice(-1)[0]?.seq,
      pending: chat.pending.value.length,
    }),
    stop() {
      over = true;
      for (const stop of stops) stop();
      render(undefined, app);
      chat.disconnect();
    },
    forget() {
      // Nothing is drawn or written down any more: they leave nothing.
      over = true;
      tab.remove(site);
      void chat.forget();
    },
  };
}
