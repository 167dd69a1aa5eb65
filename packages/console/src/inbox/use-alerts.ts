import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { base } from "../api.ts";
import { notifications, sound } from "../preferences.ts";
import { go } from "../route.ts";
import { useDesk } from "../shell/use-desk.ts";
import { group, isUnread } from "./groups.ts";
import { chime } from "./chime.ts";
import { visitorName } from "./visitor-name.ts";
import { inboxWords } from "./words.ts";

/** Says in the title how many want someone, and calls when a visitor starts to wait. */
export function useAlerts(): void {
  const { inbox, me, seen, live } = useDesk();
  useEffect(() => {
    const known = new Set<string>();
    let first = true;
    const stop = effect(() => {
      const { waiting, mine } = group(inbox.items.value.values(), me.id);
      const unread = mine.filter((item) => isUnread(item, me.id, seen.upTo.value[item.conversation.id] ?? 0));
      const total = waiting.length + unread.length;
      const offline = live.status.value.status === "offline" ? "⚠ " : "";
      document.title = `${offline}${total ? `(${total}) ` : ""}Parley`;
      const fresh = waiting.filter(({ conversation: { id } }) => !known.has(id));
      known.clear();
      for (const { conversation } of waiting) known.add(conversation.id);
      if (inbox.loaded.value && !first) for (const item of fresh) call(visitorName(item.visitor), item.conversation.id);
      if (inbox.loaded.value) first = false;
    });
    return () => {
      stop();
      document.title = "Parley";
    };
  }, []);
}

function call(name: string, conversationId: string): void {
  if (sound.peek()) chime();
  if (!notifications.peek() || document.visibilityState === "visible") return;
  const notice = new Notification(inboxWords().newWaiting(name), {
    tag: conversationId,
    icon: `${base}/console/icon.svg`,
  });
  notice.addEventListener("click", () => {
    window.focus();
    go("inbox", conversationId);
    notice.close();
  });
}
