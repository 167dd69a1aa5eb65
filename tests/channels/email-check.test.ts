import { afterAll, beforeAll, expect, test } from "vitest";
import type { ChannelCheck } from "@parley/protocol";
import { openPost } from "../../packages/engine/src/channels/email/peer.test.kit.ts";
import { owner } from "../support/agent.ts";
import { type MailWorld, openMail, SHOP } from "./email-world.ts";

let mail: MailWorld;
let post: Awaited<ReturnType<typeof openPost>>;
beforeAll(async () => {
  post = await openPost({ user: "shop", password: "right" });
  const settings = { smtpUser: "shop", smtpPort: String(post.port) };
  mail = await openMail({ settings, secrets: { smtpPassword: "wrong" } });
});
afterAll(async () => {
  await mail.world.close();
  await post.close();
});

test("the button that tries an account says in the server's words what is wrong, then that all is well, and sends nothing", async () => {
  const boss = await owner(mail.account.running);
  const check = () => boss.call<ChannelCheck>("POST", "/inboxes/email/check", {});
  expect(await check()).toMatchObject({ ok: false, says: expect.stringContaining("Who are you?") as string });
  const { version } = await boss.call<{ version: number }>("GET", "/inboxes/email");
  await boss.call("PATCH", "/inboxes/email", { version, secrets: { smtpPassword: "right" } });
  expect(await check()).toMatchObject({
    ok: true,
    says: expect.stringMatching(new RegExp(`^${SHOP}: .*SMTP`)) as string,
  });
  expect(post.mails).toEqual([]);
});
