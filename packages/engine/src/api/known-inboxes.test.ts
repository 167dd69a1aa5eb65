import type { Knowledge } from "@parley/protocol";
import { expect, test } from "vitest";
import { openAdmin } from "./api.test.kit.ts";

test("[B9] knowledge for inboxes that there are not is said on the way in, and stands in nobody's way afterwards", async () => {
  const { ownerBrowser } = await openAdmin();
  const owner = await ownerBrowser();
  const text = "cannedReplies:\n  - { shortcut: hi, text: { en: Hello }, inboxes: [web, gone] }\n";
  const files = [{ name: "replies.yaml", content: Buffer.from(text).toString("base64") }];
  const told = async (locale: string) => (await owner.ask("POST /knowledge/import", { files, locale })).body;
  const problem = { code: "noInbox", file: "replies.yaml", line: 2, name: "hi" };
  expect(await told("en")).toMatchObject({
    applied: true,
    problems: [{ ...problem, text: expect.stringContaining("There is no inbox “gone”.") }],
  });
  expect(await told("zh-CN")).toMatchObject({
    problems: [{ ...problem, text: expect.stringContaining("没有收件箱“gone”") }],
  });
  const { cannedReplies } = (await owner.ask("GET /knowledge")).body as Knowledge;
  const save = (inboxes: string[]) => owner.ask("PUT /knowledge/canned-replies/hi", { ...cannedReplies[0], inboxes });
  expect((await save(["gone", "lost"])).error).toMatchObject({
    code: "invalid",
    details: { fields: { "inboxes.1": ["is no inbox"] } },
  });
  expect((await save(["gone"])).status).toBe(200);
});
