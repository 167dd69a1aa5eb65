import { afterAll, expect, test } from "vitest";
import { browserKeys, pushService } from "../../packages/engine/src/push/web/receiver.test.kit.ts";
import { agent } from "../support/agent.ts";
import { closeBrowser, person } from "../support/browser.ts";
import { chatWindow } from "../support/chat-window.ts";
import { startEngine } from "../support/engine.ts";

afterAll(closeBrowser);

/** Has the worker keep what it shows: without a window there is nothing in which the browser would show it. */
const KEEPS = `(() => {
  self.shown = [];
  registration.showNotification = async (title, { body, tag, data }) => void self.shown.push({ title, body, tag, data });
  registration.getNotifications = async ({ tag }) => self.shown.filter((one) => one.tag === tag);
})()`;

test("[N1] [N2] who presses the bell is told of an answer once they have left, and the worker shows it once", async () => {
  const running = await startEngine();
  const amy = await agent(running, "Amy");
  const service = await pushService();
  const keys = browserKeys();
  const ann = await person({ locale: "zh-CN" });
  await ann.grantPermissions(["notifications"], { origin: running.url });
  const page = await ann.newPage();
  // No real push service is to be had here: what the browser would answer is ours.
  await page.addInitScript(
    ([endpoint, p256dh, auth]) => {
      PushManager.prototype.subscribe = () =>
        Promise.resolve({ toJSON: () => ({ endpoint, keys: { p256dh, auth } }) } as unknown as PushSubscription);
    },
    [`${service.base}/ann`, keys.p256dh, keys.auth] as const,
  );
  await page.goto(`${running.url}/chat/web`);
  const chat = chatWindow(page, "zh-CN");
  const bell = chat.panel.getByRole("button", { name: "有回复时通知我" });
  await chat.say("转人工");
  await bell.click();
  await expect.poll(() => bell.getAttribute("aria-pressed")).toBe("true");
  await expect.poll(() => amy.items.size).toBe(1);
  const [id = ""] = amy.items.keys();
  await amy.lists(id, "queued");
  await amy.claim(id);
  await page.goto("about:blank");
  await amy.send(id, "已经发货");
  await expect.poll(() => service.pushed.length).toBe(1);
  const told = keys.read(service.pushed[0]?.body ?? Buffer.alloc(0));
  expect(JSON.parse(told)).toMatchObject({ title: "您有新的回复", url: `${running.url}/chat/web` });

  // The browser hands it to the worker, twice, and once something else; no page of the site is open.
  await page.goto(`${running.url}/livez`);
  const session = await ann.newCDPSession(page);
  const registrations: { registrationId: string }[] = [];
  session.on("ServiceWorker.workerRegistrationUpdated", (update) => registrations.push(...update.registrations));
  await session.send("ServiceWorker.enable");
  await expect.poll(() => registrations.length).toBeGreaterThan(0);
  await page.goto("about:blank");
  const [worker] = ann.serviceWorkers();
  await worker?.evaluate(KEEPS);
  const push = { origin: running.url, registrationId: registrations[0]?.registrationId ?? "" };
  for (const data of [told, told, "no JSON"]) await session.send("ServiceWorker.deliverPushMessage", { ...push, data });
  const { id: notice, tag, url } = JSON.parse(told) as { id: string; tag: string; url: string };
  const shown = { title: "您有新的回复", body: "打开会话即可查看。", tag, data: { id: notice, url } };
  await expect.poll(() => worker?.evaluate("self.shown")).toEqual([shown]);
});

test("[N1] nobody is asked before they have written, and who refuses is told what to do", async () => {
  const running = await startEngine();
  const page = await (await person()).newPage();
  await page.addInitScript(() => {
    Notification.requestPermission = () => Promise.resolve("denied");
  });
  await page.goto(`${running.url}/chat/web`);
  const chat = chatWindow(page);
  await chat.composer.waitFor();
  const bell = chat.panel.getByRole("button", { name: "Tell me when there is an answer" });
  await expect.poll(() => bell.count()).toBe(0);
  await chat.say("Where is my order?");
  await bell.click();
  await chat.panel.getByRole("alert").filter({ hasText: "Notifications are not allowed here." }).waitFor();
  await expect.poll(() => bell.getAttribute("aria-pressed")).toBe("false");
});
