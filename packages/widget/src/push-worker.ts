/**
 * The service worker that shows what a visitor is told while no chat is open (SPEC N2). Of the engine's own pages it is as it is; another site has a file of
 * its own that imports it (docs/apps.md).
 */
interface Shown {
  id: string;
  title: string;
  body: string;
  tag: string;
  url?: string;
}
interface Window {
  url: string;
  visibilityState: string;
  focused: boolean;
  focus: () => Promise<unknown>;
}
interface Moment extends Event {
  waitUntil: (over: Promise<unknown>) => void;
}
interface Pushed extends Moment {
  data: { json: () => unknown } | null;
}
interface Touched extends Moment {
  notification: { close: () => void; data: { url?: string } | null };
}
interface Worker {
  registration: {
    scope: string;
    getNotifications: (about: { tag: string }) => Promise<{ data: { id?: string } | null }[]>;
    showNotification: (title: string, options: object) => Promise<void>;
  };
  clients: {
    matchAll: (about: object) => Promise<Window[]>;
    openWindow: (url: string) => Promise<unknown>;
  };
  skipWaiting: () => Promise<void>;
}
const worker = globalThis as unknown as Worker;

const windows = () => worker.clients.matchAll({ type: "window", includeUncontrolled: true });

async function show({ id, title, body, tag, url }: Shown): Promise<void> {
  const { registration } = worker;
  // Who looks at the page sees it there.
  if ((await windows()).some(({ visibilityState, focused }) => visibilityState === "visible" && focused)) return;
  // One that came twice is there already.
  if ((await registration.getNotifications({ tag })).some(({ data }) => data?.id === id)) return;
  await registration.showNotification(title, { body, tag, renotify: true, data: { id, url } });
}

/** Only a page of this site: what is pushed says where, and a site answers for its own pages only. */
function placeOf(url = ""): string {
  const { scope } = worker.registration;
  try {
    const wanted = new URL(url, scope);
    return wanted.origin === new URL(scope).origin ? wanted.href : scope;
  } catch {
    return scope;
  }
}

async function open(url: string): Promise<void> {
  const bare = (address: string) => address.split("#")[0];
  const there = (await windows()).find((one) => bare(one.url) === bare(url));
  await (there ? there.focus() : worker.clients.openWindow(url));
}

addEventListener("install", (event) => (event as Moment).waitUntil(worker.skipWaiting()));
addEventListener("push", (event) => {
  const { data, ...moment } = { data: (event as Pushed).data, waitUntil: (event as Pushed).waitUntil.bind(event) };
  moment.waitUntil(Promise.resolve().then(() => show(data?.json() as Shown)));
});
addEventListener("notificationclick", (event) => {
  const { notification, waitUntil } = event as Touched;
  notification.close();
  waitUntil.call(event, open(placeOf(notification.data?.url)));
});

export type PushWorker = Worker;
