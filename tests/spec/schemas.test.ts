import { readFile } from "node:fs/promises";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { ROUTES } from "../../packages/engine/src/api/permissions.ts";
import { member, owner } from "../support/agent.ts";
import { startEngine } from "../support/engine.ts";
import { visitor } from "../support/visitor.ts";
import { createRecorder, type Frame } from "./recorder.ts";

/** The JSON Schemas as they are published. */
async function published() {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { email: true } });
  const documents: Record<string, { routes?: Record<string, object> }> = {};
  for (const name of ["visitor", "agent", "http"]) {
    const file = new URL(`../../packages/protocol/dist/json/${name}.json`, import.meta.url);
    documents[name] = JSON.parse(await readFile(file, "utf8")) as object;
    ajv.addSchema({ ...documents[name], $id: name });
  }
  const compiled = new Map<string, ValidateFunction>();
  /** What is wrong with a value; nothing, if it is as the schema says. */
  function problems(pointer: string, value: unknown): string[] {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: pointer });
    compiled.set(pointer, validate);
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${pointer}${instancePath} ${message}`);
  }
  return { documents, problems };
}

/** Where the schema of a frame stands. */
function pointerOf({ namespace, kind, event, body }: Frame): [pointer: string, value: unknown] {
  const document = namespace.slice(1);
  if (kind === "connect") return [`${document}#/auth`, body];
  if (kind === "push") return [`${document}#/pushes/${event}`, body];
  if (kind === "request") return [`${document}#/requests/${event}/input`, body];
  if (kind === "refused") return [`${document}#/refusal`, body];
  const reply = body as { ok: boolean; value?: unknown; error?: unknown };
  return reply.ok ? [`${document}#/requests/${event}/value`, reply.value] : [`${document}#/refusal`, reply.error];
}

test("R1: every frame of a whole conversation is as the published JSON Schema says", async () => {
  const running = await startEngine();
  const { problems } = await published();
  const { frames, connect } = createRecorder(running.url);
  const amy = await connect("agent", "/agent", { cookie: (await member(running, "Amy")).jar.cookie });
  await amy.ask("hello", {});
  const ann = await connect("visitor", "/visitor");
  const welcome = await ann.ask<{ conversation: { id: string } }>("hello", {
    locale: "en",
    page: { url: "https://shop.example/", title: "Shop" },
  });
  const conversationId = welcome.conversation.id;
  const words = (text: string) => ({ id: newId(), content: { type: "text", text } });
  await ann.ask("identify", { name: "Ann", email: "ann@example.com", attributes: { plan: "gold", orders: 3 } });
  await ann.ask("send", words("Where is my order?"));
  await ann.sees("event", (event: { type: string; author?: { kind: string } }) => event.author?.kind === "bot");
  await ann.ask("send", { id: newId(), content: { type: "choice", text: "Talk to a person", value: "human" } });
  await ann.sees("event", (event: { type: string }) => event.type === "queued");
  await amy.ask("open", { conversationId });
  await amy.ask("claim", { conversationId, id: newId() });
  await amy.ask("note", { conversationId, id: newId(), text: "A note" });
  await amy.ask("send", { conversationId, ...words("Good morning, Ann") });
  const form = newId();
  const fields = [{ field: "why", kind: "text", label: "Why" }];
  await amy.ask("send", {
    conversationId,
    id: form,
    content: { type: "form", form: { title: "Your return", fields } },
  });
  const filled = { id: form, fields: [{ field: "why", value: "Too small" }] };
  await ann.ask("send", { id: newId(), content: { type: "filled", form: filled } });
  await ann.ask("send", { id: newId(), content: { type: "place", place: { latitude: 1, longitude: 2 } } });
  await ann.ask("send", { id: newId(), content: { type: "text", text: "That?", quote: { id: form } } });
  const cards = [{ title: "Shoe", buttons: [{ label: "See it", url: "https://shop.example/" }] }];
  await amy.ask("send", { conversationId, id: newId(), content: { type: "cards", cards } });
  await ann.ask("files", {});
  await amy.ask("files", { conversationId });
  await ann.ask("sync", { after: 1 });
  await ann.ask("history", { before: 3, limit: 10 });
  await ann.ask("send", { id: "short", content: { type: "text", text: "" } });
  await ann.ask("nothing", {});
  await amy.ask("heads", { heads: {} });
  await amy.ask("sync", { conversationId, after: 0 });
  await amy.ask("availability", { availability: "away" });
  await amy.ask("close", { conversationId, id: newId() });
  await ann.ask("rate", { id: newId(), score: 5, comment: "Thanks" });
  await amy.ask("leave", { conversationId });
  await connect("stranger", "/visitor", { token: "pv_none" });

  const known = frames.filter(({ event, kind, body }) => event !== "nothing" && !(kind === "request" && isWrong(body)));
  expect(known.length).toBeGreaterThan(55);
  expect(known.flatMap((frame) => problems(...pointerOf(frame)))).toEqual([]);
  // And it does not simply take everything.
  expect(problems("visitor#/requests/send/input", { id: "short", content: { type: "text", text: "x" } })).not.toEqual(
    [],
  );
  expect(problems("visitor#/pushes/event", { type: "message" })).not.toEqual([]);
});

const isWrong = (body: unknown) => (body as { id?: string }).id === "short";

test("every route of the console's API has its schemas, and answers as they say", async () => {
  const running = await startEngine();
  const { documents, problems } = await published();
  const routes = documents["http"]?.routes ?? {};
  expect(Object.keys(routes).sort()).toEqual(Object.keys(ROUTES).sort());
  const boss = await owner(running);
  const seen: string[] = [];
  const answer = async (route: string, path: string, body?: unknown) => {
    const [method = ""] = route.split(" ");
    seen.push(
      ...problems(
        `http#/routes/${route.replaceAll("/", "~1").replaceAll(" ", "%20")}/value`,
        await boss.call(method, path, body),
      ),
    );
  };
  const now = Date.now();
  await answer("GET /session", "/session");
  await answer("POST /team", "/team", { name: "Bob", email: "bob@example.com", role: "agent" });
  await answer("GET /team", "/team");
  await answer("GET /knowledge", "/knowledge");
  await answer("POST /try", "/try", { text: "Where is my order?" });
  await answer("GET /training", "/training");
  await answer("GET /models", "/models");
  await answer("GET /review", "/review");
  await answer("GET /report", `/report?from=${now - 86_400_000}&to=${now}`);
  await answer("POST /inboxes", "/inboxes", { id: "shop", name: "Shop" });
  await answer("PATCH /inboxes/:id", "/inboxes/shop", { version: 1, name: "Laden" });
  await answer("GET /inboxes", "/inboxes");
  await answer("GET /inboxes/:id/history", "/inboxes/shop/history");
  await answer("POST /contacts", "/contacts", { name: "Ann", email: "ann@example.com", tags: ["vip"] });
  await answer("GET /contacts", "/contacts?search=ann");
  await answer("PUT /segments/:id", "/segments/vips", { id: "vips", name: "VIP", filter: { tag: "vip" }, version: 0 });
  await answer("GET /segments", "/segments");
  const view = { id: "vips-view", name: "VIP", filter: { tags: ["vip"] }, sort: "newest", shared: true, version: 0 };
  await answer("PUT /desk/views/:id", "/desk/views/vips-view", view);
  await answer("GET /desk", "/desk");
  await answer("POST /desk/conversations", "/desk/conversations", { filter: { status: ["bot"] }, sort: "newest" });
  await answer("DELETE /desk/views/:id", "/desk/views/vips-view");
  const { conversation } = (await visitor(running.url)).welcome;
  const task = { id: newId(), conversationId: conversation.id, title: "Pay", priority: 1, state: "open", version: 0 };
  await answer("PUT /tasks/:id", `/tasks/${task.id}`, task);
  await answer("GET /tasks", "/tasks");
  await answer("GET /tasks/:id", `/tasks/${task.id}`);
  await answer("POST /tasks/:id/link", `/tasks/${task.id}/link`);
  await answer("DELETE /tasks/:id/link", `/tasks/${task.id}/link`);
  await answer("GET /bot/usual", "/bot/usual");
  await answer("GET /conversations", "/conversations?limit=5");
  expect(seen).toEqual([]);
});
