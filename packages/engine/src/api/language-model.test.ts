import { request } from "node:http";
import { FIRST_INBOX, newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { completionsPeer } from "../language-model/peer.test.kit.ts";
import { agentSays, ann, visitorSays } from "../services/dialog/fixture.ts";
import { openAdmin } from "./api.test.kit.ts";

const KEY = "sk-secret-0123456789";

async function world(more: Parameters<typeof openAdmin>[0] = {}) {
  const suggest = async ({ text }: { text: string }) => ({
    language: "en" as const,
    terms: [text],
    known: {},
    candidates: [{ kind: "answer" as const, id: "refund", title: "Refunds", text: "It takes 5 days.", score: 0.9 }],
  });
  const admin = await openAdmin({ nlu: { suggest }, ...more });
  const peer = await completionsPeer();
  const owner = await admin.ownerBrowser();
  const value = { address: peer.address, model: "small", drafts: true, translation: true, key: KEY };
  const set = async (changed: Partial<Record<keyof typeof value, unknown>> = {}, version?: number) => {
    const { body } = await owner.ask("GET /language-model");
    const seen = version ?? (body as { version: number }).version;
    return owner.ask("PUT /language-model", { version: seen, value: { ...value, ...changed } });
  };
  const conversation = async (...texts: string[]) => {
    const { id } = await admin.dialog.open({ visitorId: newId(), channel: "web", inboxId: FIRST_INBOX, locale: "de" });
    for (const text of texts) await admin.dialog.apply({ conversationId: id, id: newId(), command: visitorSays(text) });
    return id;
  };
  return { ...admin, peer, owner, set, conversation };
}

test("[G5] it is off until it is set up, and asks nobody", async () => {
  const { owner, conversation, peer } = await world();
  const id = await conversation("refund?");
  expect((await owner.ask("GET /language-model/uses")).body).toEqual({ drafts: false, translation: false });
  expect((await owner.ask(`POST /conversations/${id}/draft`)).status).toBe(403);
  expect((await owner.ask(`POST /conversations/${id}/translation`, { seq: 1 })).error).toMatchObject({
    code: "forbidden",
    message: "No language model may be asked for this.",
  });
  expect(peer.heard).toEqual([]);
});

test("[G5] a draft is made of what was said and what the knowledge says, without notes, and nobody is sent it", async () => {
  const { owner, set, conversation, peer, dialog } = await world();
  await set();
  peer.answers("  You have it in 5 days.  ");
  const id = await conversation("Where is my refund?");
  await dialog.apply({ conversationId: id, id: newId(), command: { do: "claim", agent: ann } });
  const author = { kind: "agent" as const, ...ann };
  await dialog.apply({ conversationId: id, id: newId(), command: { do: "note", author, text: "they are difficult" } });
  const before = (await dialog.get({ conversationId: id })).conversation.seq;
  const { body } = await owner.ask(`POST /conversations/${id}/draft`);
  expect(body).toEqual({ text: "You have it in 5 days.", sources: [{ kind: "answer", title: "Refunds" }] });
  const [{ path, headers, body: asked } = expect.fail()] = peer.heard;
  expect([path, headers.authorization, asked.model]).toEqual(["/v1/chat/completions", `Bearer ${KEY}`, "small"]);
  const told = JSON.stringify(asked.messages);
  expect(told).toContain("Where is my refund?");
  expect(told).toContain("It takes 5 days.");
  expect(told).not.toContain("difficult");
  expect((await dialog.get({ conversationId: id })).conversation.seq).toBe(before);
});

test("[G5] a message is translated for whoever reads it, and an agent's words into what the visitor writes", async () => {
  const { owner, set, conversation, peer, dialog } = await world();
  await set({ drafts: false });
  const id = await conversation("Wo ist mein Paket?");
  const { events } = await dialog.read({ conversationId: id });
  const { seq = 0 } = events.find(({ type }) => type === "message") ?? {};
  peer.answers("我的包裹在哪里？");
  const zh = { "accept-language": "zh-CN" };
  expect((await owner.ask(`POST /conversations/${id}/translation`, { seq }, zh)).body).toEqual({
    text: "我的包裹在哪里？",
  });
  expect(peer.heard[0]?.body.messages.map(({ content }) => content).join()).toMatch(/tag zh-CN.*Wo ist mein Paket/s);
  await dialog.apply({ conversationId: id, id: newId(), command: { do: "claim", agent: ann } });
  await dialog.apply({ conversationId: id, id: newId(), command: agentSays(ann, "One moment") });
  peer.answers("Es ist unterwegs.");
  const translated = await owner.ask(`POST /conversations/${id}/translation`, { text: "It is on its way." });
  expect(translated.body).toEqual({ text: "Es ist unterwegs." });
  expect(peer.heard[1]?.body.messages.map(({ content }) => content).join()).toMatch(
    /tag de.*Wo ist mein Paket.*It is on its way/s,
  );
  expect((await owner.ask(`POST /conversations/${id}/translation`, { seq: 99 })).status).toBe(404);
  expect((await owner.ask(`POST /conversations/${id}/translation`, { text: "x".repeat(4_001) })).status).toBe(400);
  expect((await owner.ask(`POST /conversations/${id}/draft`)).status).toBe(403);
});

test("[G5] the key is sealed and shown to nobody, and goes to no other house than it was given for", async () => {
  const { owner, set, store, peer, conversation, memberBrowser, trail } = await world();
  const saved = await set();
  expect(saved.body).toMatchObject({ hasKey: true, value: { address: peer.address } });
  expect(saved.text).not.toContain(KEY);
  expect((await owner.ask("GET /language-model")).text).not.toContain(KEY);
  for (const { name } of await store.collections())
    expect(JSON.stringify(await store.collection(name).find({}))).not.toContain(KEY);
  expect((await set({ key: undefined, model: "other" })).body).toMatchObject({ hasKey: true });
  const elsewhere = await completionsPeer();
  expect((await set({ key: undefined, address: elsewhere.address })).body).toMatchObject({ hasKey: false });
  const id = await conversation("refund?");
  await owner.ask(`POST /conversations/${id}/draft`);
  expect(elsewhere.heard[0]?.headers.authorization).toBeUndefined();
  const agent = await memberBrowser("agent");
  expect((await agent.ask("GET /language-model")).status).toBe(403);
  expect((await agent.ask("PUT /language-model", {})).status).toBe(403);
  expect((await agent.ask("GET /language-model/uses")).body).toEqual({ drafts: true, translation: true });
  expect(await trail()).toContain(`changeLanguageModel ${elsewhere.address}`);
});

test("[G5] an address within the house is refused, and so is what is no address, and a change that saw an older version", async () => {
  const { set } = await world();
  for (const address of [
    "http://10.1.2.3/v1",
    "http://[::1]/v1",
    "http://169.254.169.254/v1",
    "file:///etc/passwd",
    "https://a:b@c.example/v1",
  ])
    expect((await set({ address })).error?.details).toMatchObject({
      fields: { "value.address": [expect.any(String)] },
    });
  expect((await set({ address: "" })).status).toBe(400);
  expect((await set()).status).toBe(200);
  expect((await set({}, 0)).status).toBe(409);
});

test.each([
  [401, "refuses the key", "拒绝了密钥"],
  [404, "not found under this address", "找不到该语言模型"],
  [429, "asked too much", "请求过多"],
  [500, "cannot answer", "暂时无法回答"],
])(
  "[G5] where the model answers %i, the agent is told why, in both languages, and it is counted",
  async (status, en, zh) => {
    const { owner, set, conversation, peer } = await world();
    await set();
    peer.does((response) => response.writeHead(status).end("secret reasons"));
    const id = await conversation("refund?");
    const { error, text } = await owner.ask(`POST /conversations/${id}/draft`);
    expect(error).toMatchObject({ code: "unavailable", details: { reason: "languageModel" } });
    expect(error?.message).toContain(en);
    expect(text).not.toContain("secret reasons");
    const inChinese = await owner.ask(`POST /conversations/${id}/draft`, {}, { "accept-language": "zh-CN" });
    expect(inChinese.error?.message).toContain(zh);
    expect((await owner.ask("GET /language-model")).body).toMatchObject({
      days: [{ drafts: 2, translations: 0, failed: 2 }],
    });
  },
);

test.each(["{", "{}", '{"choices":[]}', '{"choices":[{"message":{"content":null}}]}', '"'.padEnd(400_000, "x")])(
  "[G5] what is no answer (%#) is told as such",
  async (body) => {
    const { owner, set, conversation, peer } = await world();
    await set();
    peer.does((response) => response.end(body));
    const { error } = await owner.ask(`POST /conversations/${await conversation("refund?")}/draft`);
    expect(error).toMatchObject({
      code: "unavailable",
      message: "The language model answered nothing that can be used.",
    });
  },
);

test("[G5] a model that does not answer is given up", async () => {
  const { owner, set, conversation, peer } = await world({ patience: 300 });
  await set();
  peer.does(() => {});
  const { error } = await owner.ask(`POST /conversations/${await conversation("refund?")}/draft`);
  expect(error?.message).toBe("The language model did not answer in time.");
});

test("[G5] who cancels ends the question at the model too", async () => {
  const { owner, set, conversation, peer, port, origin } = await world();
  await set();
  peer.does(() => {});
  const headers = { cookie: owner.cookie(), origin, "content-type": "application/json" };
  const path = `/api/conversations/${await conversation("refund?")}/draft`;
  const asked = request({ host: "127.0.0.1", port, method: "POST", path, headers });
  asked.on("error", () => undefined);
  asked.end("{}");
  await expect.poll(() => peer.heard.length).toBe(1);
  asked.destroy();
  await expect.poll(() => peer.left).toEqual(["/v1/chat/completions"]);
});

test("[G5] nobody asks it more often than somebody writes", async () => {
  const { owner, set, conversation, peer } = await world({ rates: { languageModel: { burst: 2, perMinute: 0.001 } } });
  await set();
  const id = await conversation("refund?");
  const ask = async () => (await owner.ask(`POST /conversations/${id}/draft`)).status;
  expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);
  expect(peer.heard).toHaveLength(2);
});
