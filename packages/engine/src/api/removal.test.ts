import { expect, test } from "vitest";
import { openAdmin } from "./api.test.kit.ts";

test("knowledge is deleted only as it was seen: what was changed meanwhile stays, and who changed it is named", async () => {
  const { ownerBrowser, memberBrowser, trail } = await openAdmin();
  const [owner, admin] = [await ownerBrowser(), await memberBrowser("admin")];
  const title = { en: "Within 5 days.", "zh-CN": "5 天内。" };
  const entries = {
    "intents/refund": { id: "refund", title, examples: ["refund please"], answer: title, version: 0 },
    "articles/returns": { id: "returns", title, body: title, version: 0 },
    "canned-replies/hi": { shortcut: "hi", text: title, version: 0 },
  };
  for (const [path, entry] of Object.entries(entries)) {
    await owner.ask(`PUT /knowledge/${path}`, entry);
    await admin.ask(`PUT /knowledge/${path}`, { ...entry, version: 1 });
    const refused = await owner.ask(`DELETE /knowledge/${path}`, { version: 1 });
    const by = path.startsWith("canned") ? {} : { by: "admin" };
    expect([path, refused.status, refused.error]).toMatchObject([path, 409, { details: { version: 2, ...by } }]);
    expect((await owner.ask(`DELETE /knowledge/${path}`, { version: "2" })).error?.code).toBe("invalid");
  }
  expect((await owner.ask("GET /knowledge")).body).toMatchObject({
    intents: [{ version: 2 }],
    articles: [{ version: 2 }],
    cannedReplies: [{ version: 2 }],
  });
  expect((await trail()).filter((entry) => entry.startsWith("remove"))).toEqual([]);
  for (const path of Object.keys(entries)) {
    expect((await owner.ask(`DELETE /knowledge/${path}`, { version: 2 })).body).toEqual({});
    // Again, as after an answer that was lost.
    expect((await owner.ask(`DELETE /knowledge/${path}`, { version: 2 })).body).toEqual({});
  }
  expect((await owner.ask("GET /knowledge")).body).toEqual({ intents: [], articles: [], cannedReplies: [] });
});
