import { type Article, type Intent, type ModelCard, newId, type TrainingStatus } from "@parley/protocol";
import { describe, expect, test } from "vitest";
import { openAdmin } from "./api.test.kit.ts";

const refund: Intent = {
  id: "refund",
  title: { en: "Refunds", "zh-CN": "退款" },
  examples: ["where is my refund", "how long does a refund take", "退款什么时候到账", "多久能退款"],
  answer: { en: "Within 5 days.", "zh-CN": "5 天内到账。" },
  version: 0,
};
const returns: Article = {
  id: "returns",
  title: { en: "Returns", "zh-CN": "退货" },
  body: { en: "Send it back.", "zh-CN": "寄回即可。" },
  version: 0,
};

describe("knowledge", () => {
  test("is edited by admins: made, changed by who saw the latest, removed", async () => {
    const { ownerBrowser, trail } = await openAdmin();
    const owner = await ownerBrowser();
    const made = await owner.ask("PUT /knowledge/intents/refund", refund);
    expect(made.body).toMatchObject({ id: "refund", version: 1, updatedBy: "Olivia" });
    const others = { ...refund, examples: ["refund please"] };
    expect((await owner.ask("PUT /knowledge/intents/refund", others)).status).toBe(409);
    const changed = await owner.ask("PUT /knowledge/intents/refund", { ...refund, version: 1 });
    expect(changed.status).toBe(200);
    expect((await owner.ask("PUT /knowledge/articles/returns", returns)).body).toMatchObject({ version: 1 });
    const reply = { shortcut: "hi", text: { en: "Hello!", "zh-CN": "您好！" }, version: 0 };
    expect((await owner.ask("PUT /knowledge/canned-replies/hi", reply)).body).toMatchObject({ version: 1 });
    expect((await owner.ask("GET /knowledge")).body).toMatchObject({
      intents: [{ id: "refund" }],
      articles: [{ id: "returns" }],
      cannedReplies: [{ shortcut: "hi" }],
    });
    for (const path of ["intents/refund", "articles/returns", "canned-replies/hi"]) {
      expect((await owner.ask(`DELETE /knowledge/${path}`)).body).toEqual({});
    }
    expect((await owner.ask("GET /knowledge")).body).toEqual({ intents: [], articles: [], cannedReplies: [] });
    const edits = (await trail()).filter((entry) => /save|remove/.test(entry));
    expect(edits.sort()).toEqual([
      "removeArticle returns",
      "removeCannedReply hi",
      "removeIntent refund",
      "saveArticle returns",
      "saveCannedReply hi",
      "saveIntent refund",
      "saveIntent refund",
    ]);
  });

  test("is answered as before when the same save comes again, because its answer was lost", async () => {
    const { ownerBrowser, memberBrowser } = await openAdmin();
    const [owner, admin] = [await ownerBrowser(), await memberBrowser("admin")];
    const save = (who: typeof owner, intent: Intent) => who.ask("PUT /knowledge/intents/refund", intent);
    const made = await save(owner, refund);
    expect(await save(owner, refund)).toMatchObject({ status: 200, body: made.body });
    const renamed = { ...refund, title: { en: "Refund", "zh-CN": "退款" }, version: 1 };
    const changed = await save(owner, renamed);
    expect(await save(owner, renamed)).toMatchObject({ status: 200, body: changed.body });
    // What others did, or since, is seen before it is changed.
    expect((await save(admin, renamed)).status).toBe(409);
    expect((await save(owner, refund)).status).toBe(409);
    expect((await owner.ask("GET /knowledge")).body).toMatchObject({ intents: [{ version: 2 }] });
  });

  test("is not saved under another name than the address says, nor with a name that is none", async () => {
    const { ownerBrowser } = await openAdmin();
    const owner = await ownerBrowser();
    expect((await owner.ask("PUT /knowledge/intents/other", refund)).error?.code).toBe("invalid");
    expect((await owner.ask("PUT /knowledge/articles/other", returns)).error?.code).toBe("invalid");
    for (const id of ["__proto__", "a/b", "../x", "A", "x".repeat(65), "", "$where"]) {
      const { status } = await owner.ask(`PUT /knowledge/intents/${encodeURIComponent(id)}`, { ...refund, id });
      expect([id, [400, 404].includes(status)]).toEqual([id, true]);
    }
    expect((await owner.ask("GET /knowledge")).body).toMatchObject({ intents: [] });
  });

  test("goes out as a file and comes back the same", async () => {
    const { ownerBrowser, trail } = await openAdmin();
    const owner = await ownerBrowser();
    await owner.ask("PUT /knowledge/intents/refund", refund);
    for (const [format, type] of [
      ["yaml", "application/yaml"],
      ["csv", "text/csv"],
    ]) {
      const { text, headers } = await owner.ask(`GET /knowledge/export?format=${format}`);
      expect(headers.get("content-type")).toBe(`${type}; charset=utf-8`);
      expect(headers.get("content-disposition")).toBe(`attachment; filename=parley-knowledge.${format}`);
      expect(text).toContain("退款什么时候到账");
      const content = Buffer.from(text).toString("base64");
      const files = [{ name: `knowledge.${format}`, content }];
      expect((await owner.ask("POST /knowledge/import", { files, dryRun: true })).body).toMatchObject({
        applied: false,
        intents: { unchanged: 1, new: 0, changed: 0, removed: 0 },
        problems: [],
      });
      expect((await owner.ask("POST /knowledge/import", { files })).body).toMatchObject({ applied: true });
    }
    expect((await owner.ask("GET /knowledge/export?format=exe")).error?.code).toBe("invalid");
    const file = await owner.ask("GET /knowledge/export?format=yaml%22%0d%0aset-cookie:%20x=1");
    expect([file.status, file.headers.getSetCookie()]).toEqual([400, []]);
    const moves = (await trail()).filter((entry) => /port/.test(entry));
    expect(moves.filter((entry) => entry.startsWith("export"))).toHaveLength(2);
    expect(moves.filter((entry) => entry.startsWith("import intents +0 ~0 -0"))).toHaveLength(2);
  });

  test("can be tried: what the bot would say, in the language of the question, without it counting as a question", async () => {
    const { ownerBrowser, memberBrowser, nlu } = await openAdmin();
    const owner = await ownerBrowser();
    await owner.ask("PUT /knowledge/intents/refund", refund);
    const agent = await memberBrowser("agent");
    expect((await agent.ask("POST /try", { text: "退款什么时候到账" })).body).toMatchObject({
      understanding: { language: "zh", intents: [{ intent: "refund" }] },
      decision: "answer",
      reply: { type: "text", text: "5 天内到账。" },
    });
    const asked = await agent.ask("POST /try", { text: "talk to a human" });
    expect(asked.body).toMatchObject({ decision: "escalate" });
    expect(asked.body).not.toHaveProperty("reply");
    expect((await agent.ask("POST /try", { text: "  " })).error?.code).toBe("invalid");
    expect(await nlu.review({})).toEqual([]);
  });
});

describe("training, models and review", () => {
  test("are handed on with the member's name, and leave a trail", async () => {
    const asked: unknown[] = [];
    const idle: TrainingStatus = { status: "idle" };
    const models: ModelCard[] = [];
    const { ownerBrowser, trail } = await openAdmin({
      nlu: {
        startTraining: async (input) => (asked.push(input), idle),
        cancelTraining: async () => idle,
        publish: async (input) => (asked.push(input), models),
        decideReview: async (input) => (asked.push(input), {}),
      },
    });
    const owner = await ownerBrowser();
    expect((await owner.ask("POST /training")).body).toEqual(idle);
    expect((await owner.ask("DELETE /training")).body).toEqual(idle);
    expect((await owner.ask("POST /models/3/publish", { canary: 0.1 })).body).toEqual(models);
    expect((await owner.ask("POST /models/4/publish", "")).body).toEqual(models);
    expect((await owner.ask("POST /review/c1", { do: "dismiss" })).body).toEqual({});
    expect(asked).toEqual([
      { by: "Olivia" },
      { by: "Olivia", version: 3, canary: 0.1 },
      { by: "Olivia", version: 4 },
      { id: "c1", decision: { do: "dismiss" }, by: "Olivia" },
    ]);
    expect((await trail()).filter((entry) => entry !== "setPassword owner").sort()).toEqual([
      "cancelTraining",
      "publish 3",
      "publish 4",
      "review:dismiss c1",
      "train",
    ]);
  });

  test("refuse what cannot be: versions that are no numbers, shares above one, decisions that are none", async () => {
    const { ownerBrowser } = await openAdmin();
    const owner = await ownerBrowser();
    for (const version of ["x", "-1", "1.5", "1e3", "99999999999999999999", "%00"]) {
      expect((await owner.ask(`POST /models/${version}/publish`)).error?.code).toBe("invalid");
      expect((await owner.ask(`GET /models/${version}/replay`)).error?.code).toBe("invalid");
    }
    expect((await owner.ask("POST /models/1/publish", { canary: 2 })).error?.code).toBe("invalid");
    expect((await owner.ask("POST /models/7/publish")).error?.code).toBe("notFound");
    expect((await owner.ask("POST /review/x", { do: "explode" })).error?.code).toBe("invalid");
    expect((await owner.ask("GET /models")).body).toEqual([]);
    expect((await owner.ask("GET /training")).body).toEqual({ status: "idle" });
  });
});

describe("the overview", () => {
  test("reports what happened, with the intents' titles in the reader's language", async () => {
    const { ownerBrowser, dialog, analytics } = await openAdmin();
    const owner = await ownerBrowser();
    await owner.ask("PUT /knowledge/intents/refund", refund);
    const { id } = await dialog.open({ visitorId: newId(), channel: "web", locale: "zh-CN" });
    const messageId = newId();
    const content = { type: "text", text: "退款什么时候到账" } as const;
    const said = { do: "say", author: { kind: "visitor" }, content } as const;
    await dialog.apply({ conversationId: id, id: messageId, command: said });
    const { conversation } = await dialog.respond({ conversationId: id, messageId });
    await analytics.follow({ heads: [{ conversationId: id, seq: conversation.seq }] });

    const day = `from=${Date.now() - 43_200_000}&to=${Date.now() + 43_200_000}`;
    expect((await owner.ask(`GET /report?${day}`, {}, { "accept-language": "zh-CN" })).body).toMatchObject({
      conversations: 1,
      messages: 2,
      topIntents: [{ key: "refund", title: "退款", count: 1 }],
    });
    expect((await owner.ask(`GET /report?${day}`)).body).toMatchObject({ topIntents: [{ title: "Refunds" }] });
    for (const range of ["", "from=2&to=1", "from=a&to=b", "from=0&to=99999999999999", "from=1&from=2&to=3"]) {
      expect((await owner.ask(`GET /report?${range}`)).error?.code).toBe("invalid");
    }
  });

  test("lists conversations with their visitors, newest first, in pages and by state", async () => {
    const { ownerBrowser, memberBrowser, dialog, users } = await openAdmin();
    await ownerBrowser();
    const agent = await memberBrowser("agent");
    const ids: string[] = [];
    for (const name of ["one", "two", "three"]) {
      const { visitor, token } = await users.createVisitor({ locale: "en" });
      await users.updateVisitor({ visitorId: visitor.id, profile: { name } });
      const { id } = await dialog.open({ visitorId: visitor.id, channel: "web", locale: "en" });
      const said = { do: "say", author: { kind: "visitor" }, content: { type: "text", text: name } } as const;
      await dialog.apply({ conversationId: id, id: newId(), command: said });
      ids.unshift(id);
      expect(token).toMatch(/^pv_/);
    }
    await dialog.apply({ conversationId: ids[0] ?? "", id: newId(), command: { do: "queue", reason: "asked" } });
    const list = async (query: string) => {
      const { body, text } = await agent.ask(`GET /conversations${query}`);
      expect(text).not.toContain("pv_");
      return (
        body as { conversation: { id: string; updatedAt: number }; visitor: { profile: { name: string } } }[]
      ).map(({ conversation, visitor }) => ({
        id: conversation.id,
        at: conversation.updatedAt,
        name: visitor.profile.name,
      }));
    };
    const all = await list("");
    expect(all.map(({ name }) => name).sort()).toEqual(["one", "three", "two"]);
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort((one, other) => other - one));
    expect((await list("?status=queued")).map(({ name }) => name)).toEqual(["three"]);
    expect((await list("?status=bot,queued")).length).toBe(3);
    expect(await list("?limit=1")).toHaveLength(1);
    expect((await list(`?before=${all[2]?.at}`)).length).toBeLessThan(3);
    for (const query of ["?status=open", "?limit=0", "?limit=5000", "?before=x", "?status=bot&status=agent"]) {
      expect((await agent.ask(`GET /conversations${query}`)).error?.code).toBe("invalid");
    }
  });
});
