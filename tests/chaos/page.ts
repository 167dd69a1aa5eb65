import { WebSocket } from "ws";

/** What the shipped client finds in a browser and not in Node: WebSockets, and a page that can be looked at. */
const page = new EventTarget();
const listen = page.addEventListener.bind(page);
const forget = page.removeEventListener.bind(page);
Object.assign(globalThis, {
  WebSocket: globalThis.WebSocket ?? WebSocket,
  document: { visibilityState: "visible", addEventListener: listen, removeEventListener: forget },
  addEventListener: listen,
  removeEventListener: forget,
});

/** Everybody looks at their page, at which the client asks whether anything was missed (SPEC M10). */
export function lookAtPages(): void {
  page.dispatchEvent(new Event("visibilitychange"));
}
