import { signal } from "@preact/signals";
import { notifications } from "../preferences.ts";
import { Button } from "../ui/Button.tsx";
import { inboxWords } from "./words.ts";

/** What the browser says about notifications from this page. */
export const permission = signal<NotificationPermission>(globalThis.Notification?.permission ?? "denied");

/** Asks the browser, which asks the person. To be called by a click. */
export async function askToNotify(): Promise<void> {
  if ("Notification" in globalThis) permission.value = await Notification.requestPermission();
}

/** Offers notifications to who has not been asked yet: the browser only asks after a click. */
export function MayNotify() {
  const words = inboxWords();
  if (permission.value !== "default" || !notifications.value) return null;
  return (
    <div class="may-notify">
      <p>{words.mayNotify}</p>
      <Button small tone="primary" onClick={askToNotify}>
        {words.allow}
      </Button>
      <Button
        small
        tone="quiet"
        onClick={() => {
          notifications.value = false;
        }}
      >
        {words.notNow}
      </Button>
    </div>
  );
}
