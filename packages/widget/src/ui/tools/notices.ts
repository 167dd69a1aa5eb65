import type { Chat } from "../../client/chat.ts";

const placeOf = (worker: string) => new URL(worker, document.baseURI).href;

const known = async (worker: string): Promise<PushSubscription | null> => {
  const registration = await navigator.serviceWorker.getRegistration(placeOf(worker));
  return registration && Notification.permission === "granted"
    ? await registration.pushManager.getSubscription()
    : null;
};

function targetOf(subscription: PushSubscription) {
  const { endpoint = "", keys: { p256dh = "", auth = "" } = {} } = subscription.toJSON();
  return { kind: "web" as const, endpoint, p256dh, auth };
}

async function tell(chat: Chat, subscription: PushSubscription): Promise<true> {
  const reply = await chat.subscribe({ target: targetOf(subscription), url: location.href.slice(0, 2_000) });
  if (!reply.ok) throw new Error(reply.error.message);
  return true;
}

/** Whether this browser is told already; says so to the engine once more, as browsers change what they call themselves. */
export async function isOn(chat: Chat, worker: string): Promise<boolean> {
  const subscription = await known(worker);
  return subscription !== null && (await tell(chat, subscription));
}

/** Asks the visitor's leave, and has them told. Rejects with `NotAllowedError` where they do not give it. */
export async function enable(chat: Chat, worker: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== "granted") throw new DOMException("No.", "NotAllowedError");
  const offer = await chat.subscribe({});
  if (!offer.ok) throw new Error(offer.error.message);
  const registration = await navigator.serviceWorker.register(placeOf(worker));
  await started(registration);
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytesOf(offer.value.key ?? ""),
  });
  return await tell(chat, subscription);
}

/** Has them told no more. */
export async function disable(chat: Chat, worker: string): Promise<boolean> {
  const subscription = await known(worker);
  if (!subscription) return false;
  await chat.unsubscribe({ target: targetOf(subscription) });
  await subscription.unsubscribe();
  return false;
}

/** Until it works, nobody can subscribe with it. */
async function started({ active, waiting, installing }: ServiceWorkerRegistration): Promise<void> {
  const coming = active ?? waiting ?? installing;
  if (!coming || coming.state === "activated") return;
  await new Promise<void>((resolve) => {
    coming.addEventListener("statechange", () => coming.state === "activated" && resolve());
  });
}

const bytesOf = (key: string): Uint8Array<ArrayBuffer> => {
  const text = atob(key.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
};
