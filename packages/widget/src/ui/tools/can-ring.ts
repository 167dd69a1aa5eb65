/** Whether this browser can be told of anything while no page is open. */
export const canRing = (): boolean =>
  "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
