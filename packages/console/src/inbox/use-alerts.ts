import type { Mention } from "@parley/protocol";
import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { base } from "../api.ts";
import { claims } from "../desk/claims.ts";
import type { Desk } from "../desk/desk.ts";
import { notifications, sound, soundWaiting } from "../preferences.ts";
import { go } from "../route.ts";
import { useDesk } from "../desk/use-desk.ts";
import { type Alert, alertsBetween } from "./alerts.ts";
import { demand } from "./groups.ts";
import { calledFor } from "./called-for.ts";
import { chime } from "./chime.ts";
import { isPending } from "../desk/seen.ts";
import { visitorName } from "../desk/visitor-name.ts";
import { inboxWords } from "./words.ts";

/** The note that calls somebody. */
type Note = Pick<Mention, "by" | "text" | "about">;

/** Milliseconds in which one window tells an alert for all windows of this browser. */
const TOLD_FOR = 3000;

/** Calls whoever is wanted: by tone and notification when something happens, by the title as long as something waits. */
export function useAlerts(): void {
  const desk = useDesk();
  useEffect(() => {
    const { inbox, me, seen, live } = desk;
    let before: typeof inbox.items.value | undefined;
    const stopTitle = effect(() => {
      const wanted = demand(inbox.items.value.values(), me.id, seen.upTo.value);
      const { first } = wanted;
      const named = inbox.mentions.value.filter((mention) => isPending(mention, seen));
      const total = wanted.total + named.length;
      const offline = live.status.value.status === "offline" ? "⚠ " : "";
      const who = first ? `${inboxWords().alerts.reply(visitorName(first.visitor))} · ` : "";
      document.title = `${offline}${total ? `(${total}) ` : ""}${who}Parley`;
    });
    const stopAlerts = effect(() => {
      const items = inbox.items.value;
      if (before) for (const alert of alertsBetween(before, items, me.id, claims.has)) tell(desk, alert);
      before = inbox.loaded.value ? items : undefined;
    });
    live.on("mention", ({ conversationId, seq, ...note }) => {
      tell(desk, { kind: "mention", conversationId, key: `mention:${conversationId}:${seq}` }, note);
    });
    return () => {
      stopTitle();
      stopAlerts();
      document.title = "Parley";
    };
  }, []);
}

function tell(desk: Desk, alert: Alert, note?: Note): void {
  const { me, inbox, thread } = desk;
  const attending = document.visibilityState === "visible" && document.hasFocus();
  if (attending && thread.peek()?.conversationId === alert.conversationId) return;
  const away = inbox.presence.peek().some(({ agent, availability }) => agent.id === me.id && availability === "away");
  if (alert.kind === "waiting" && away) return;
  once(alert.key, () => {
    if (sound.peek() && (alert.kind !== "waiting" || soundWaiting.peek())) chime(alert.kind);
    if (notifications.peek() && !attending) notify(desk, alert, note);
  });
}

/** The first of several windows tells it. Where the browser has no locks each does. */
function once(key: string, run: () => void): void {
  if (!navigator.locks) return run();
  void navigator.locks
    .request(`parley.alert.${key}`, { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      run();
      await new Promise((resolve) => setTimeout(resolve, TOLD_FOR));
    })
    .catch(run);
}

function notify({ inbox }: Desk, { kind, conversationId, key }: Alert, note?: Note): void {
  const item = inbox.items.peek().get(conversationId);
  const words = inboxWords();
  const [name, body] = note ? [note.by, calledFor(note)] : [item ? visitorName(item.visitor) : "", item?.preview?.text];
  try {
    const icon = `${base}/console/icon.svg`;
    const notice = new Notification(note?.about ? name : words.alerts[kind](name), {
      tag: key,
      icon,
      ...(body && { body }),
    });
    notice.addEventListener("click", () => {
      window.focus();
      go("inbox", conversationId);
      notice.close();
    });
  } catch {
    // Some browsers know notifications but do not let a page show them.
  }
}
