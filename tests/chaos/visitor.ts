import type { LogPage, Welcome } from "@parley/protocol";
import { createLine, type Line, NOBODY, type Refusal } from "./line.ts";
import { createOutbox, type Outbox, type Sent } from "./outbox.ts";
import type { Random } from "./random.ts";
import { createView, type View } from "./view.ts";

export interface PersonParts {
  name: string;
  random: Random;
  url: () => string;
  /** Everything that anybody sends. */
  records: Sent[];
  /** Milliseconds between two rounds of asking what was missed: from, to. */
  rounds: readonly [number, number];
  /** Something happened that the protocol rules out. */
  onViolation: (what: string) => void;
}

/** A browser with one or more tabs of the same visitor. They share the token and the outbox, as tabs share storage. */
export interface VisitorBrowser {
  readonly name: string;
  readonly conversationId: string | undefined;
  readonly token: string | undefined;
  readonly outbox: Outbox;
  /** What each tab shows. */
  readonly views: readonly View[];
  /** Why a tab is not connected; nothing if all are. */
  readonly apart: string | undefined;
  openTab: () => void;
  say: (text: string) => void;
  ask: (what: "human" | "end") => void;
  close: () => void;
}

export function openBrowser(parts: PersonParts): VisitorBrowser {
  const { name, random, records, onViolation } = parts;
  const outbox = createOutbox(name, random.fork(name), records);
  const tabs: { view: View; line: Line; close: () => void }[] = [];
  let token: string | undefined;
  let conversationId: string | undefined;
  let said = 0;

  function welcomed(welcome: Welcome): void {
    if (token && token !== welcome.token) onViolation(`${name} was given another token`);
    if (conversationId && conversationId !== welcome.conversation.id) onViolation(`${name} got another conversation`);
    token = welcome.token;
    conversationId = welcome.conversation.id;
  }

  function openTab(): void {
    let ask = NOBODY;
    const view = createView({
      sync: (after) => ask<LogPage>("sync", { after }),
      history: (before) => ask<LogPage>("history", { before, limit: 200 }),
    });
    const line = createLine({
      namespace: "/visitor",
      random: random.fork(`${name} tab ${tabs.length}`),
      url: parts.url,
      auth: () => ({ ...(token && { token }) }),
      async greet(here) {
        ask = here;
        const after = token ? { after: view.seq } : {};
        const welcome = await ask<Welcome>("hello", { locale: "en", ...after });
        welcomed(welcome);
        await view.take(welcome.page);
        pump.wake();
      },
      onPush: (event, value) => {
        if (event === "event") view.push(value);
      },
      onRefused: (refusal: Refusal) => onViolation(`${name} was refused: ${refusal.message}`),
    });
    const pump = outbox.pump(line.ask);
    const timer = setInterval(() => void view.round().catch(() => {}), random.between(...parts.rounds));
    tabs.push({
      view,
      line,
      close() {
        clearInterval(timer);
        pump.stop();
        line.close();
      },
    });
  }

  const send = (content: object, mark?: string) => {
    if (conversationId) outbox.add(conversationId, "send", { content }, { mark });
  };
  openTab();
  return {
    name,
    outbox,
    get conversationId() {
      return conversationId;
    },
    get token() {
      return token;
    },
    get views() {
      return tabs.map(({ view }) => view);
    },
    get apart() {
      return tabs.find(({ line }) => !line.up)?.line.why;
    },
    openTab,
    say(text) {
      const mark = `${name}#${++said}`;
      send({ type: "text", text: `${text} (${mark})` }, mark);
    },
    ask(what) {
      if (what === "human") send({ type: "choice", text: "A person", value: "human" });
      else if (conversationId) outbox.add(conversationId, "end", {});
    },
    close() {
      for (const tab of tabs) tab.close();
    },
  };
}
