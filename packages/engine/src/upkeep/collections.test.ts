import { newId } from "@parley/protocol";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { openBlobs } from "../blobs/open.ts";
import { eraseBefore } from "../spine/timers.ts";
import { createAnalytics } from "../services/analytics/analytics.ts";
import { COLLECTIONS } from "../services/collections.ts";
import { CONTINUATIONS } from "../services/dialog/continuing/stored.ts";
import { PROMISES_KEPT } from "../services/dialog/sla/kept.ts";
import { neighbour, picks, visitorSays } from "../services/dialog/fixture.ts";
import { EVENTS } from "../services/dialog/events.ts";
import { createDialog } from "../services/dialog/dialog.ts";
import { SURVEY_ASKS, SURVEY_CLAIMS } from "../services/dialog/surveys/stored.ts";
import { SEARCH_SPANS } from "../services/dialog/search/stored.ts";
import { createNlu } from "../services/nlu/nlu.ts";
import { createUsers } from "../services/users/users.ts";
import { FROM_LOG } from "../store/collections.ts";
import { BYTES, holding } from "./holding.test.kit.ts";
import { holdingsOf } from "./person.ts";
import { contentOf } from "./state.ts";
import { closePlaces, places } from "./upkeep.test.kit.ts";

afterAll(closePlaces);

const DAY = 86_400_000;
const AMY = { id: "amy", name: "Amy" };

describe.each(places)("in $name", ({ another, open }) => {
  /** All services over one store, whose clock can be turned on. */
  async function services() {
    const where = await another();
    const [store, blobs] = [await open(where), await openBlobs({ store: where })];
    const clock = { now: Date.now() };
    const now = () => clock.now;
    const users = createUsers({ store, now });
    const nlu = createNlu({ store });
    const dialog = createDialog({ store, blobs, nlu: neighbour(), now });
    const analytics = createAnalytics({ store, dialog: dialog.service, now });
    onTestFinished(async () => {
      await analytics.close();
      await dialog.close();
      await nlu.close();
      await blobs.close();
    });
    return { store, blobs, clock, users, nlu: nlu.service, dialog: dialog.service, analytics: analytics.service };
  }

  type World = Awaited<ReturnType<typeof services>>;
  /** A visitor of whom everything is known that can be, and who was told goodbye. */
  async function visit({ users, dialog, analytics, blobs, store }: World, secret: string) {
    const page = { url: `https://shop.example/${secret}-page`, title: `${secret} title` };
    const visitor = await users.reach({ inboxId: "letters", externalId: `${secret}-openid`, locale: "en" });
    const profile = { name: `${secret} name`, email: `${secret}@mail.example`, phone: `+49 ${secret}` };
    await users.updateVisitor({
      visitorId: visitor.id,
      page,
      browser: `${secret} browser`,
      profile: { ...profile, userId: `${secret}-id`, attributes: { plan: `${secret} plan` } },
    });
    await users.putContact({
      id: visitor.id,
      version: 1,
      change: { phone: `${secret} phone`, tags: [secret] },
      by: AMY,
    });
    await users.addContactNote({ id: visitor.id, noteId: newId(), text: `${secret} contact note`, by: AMY });
    await users.addConsent({ visitorId: visitor.id, inboxId: "letters", version: `${secret} text`, at: 1 });
    await users.verifyVisitor({ visitorId: visitor.id, userId: `${secret}-id` });
    await dialog.putInbox({ id: "letters", channel: "letters", name: "Letters", enabled: true, settings: {} });
    const { version = 0 } = (await dialog.inboxes({})).find(({ id }) => id === "letters") ?? {};
    await dialog.changeInbox({ id: "letters", version, name: "Post", by: "amy" });
    const { id: conversationId } = await dialog.open({ visitorId: visitor.id, channel: "letters", locale: "en" });
    const agent = { id: "amy", name: "Amy" };
    const author = { kind: "agent", ...agent } as const;
    const apply = (command: Parameters<typeof dialog.apply>[0]["command"], id = newId()) =>
      dialog.apply({ conversationId, id, command });
    const messageId = newId();
    await apply(visitorSays(`hm ${secret} question`), messageId);
    await dialog.respond({ conversationId, messageId });
    await apply({ do: "queue", reason: "asked" });
    await dialog.beginBridgeThread({ bridgeId: "room", conversationId, room: `${secret} room`, from: 3 });
    await apply({ do: "claim", agent });
    await apply({ do: "note", author, text: `${secret} note` });
    const plan = { conversationId, kind: "message", text: `${secret} later`, at: Date.now() + 3_600_000 } as const;
    await dialog.plan({ ...plan, id: newId(), version: 0, agent });
    const task = {
      id: newId(),
      conversationId,
      title: `${secret} task`,
      priority: 1,
      state: "open",
      version: 0,
    } as const;
    await dialog.putTask({ edit: { ...task, dueAt: Date.now() + 90 * DAY }, by: agent });
    await dialog.linkTask({ id: task.id, by: agent });
    const ask = { surveyId: "s", conversationId, inboxId: "letters", locale: "en", at: Date.now(), version: 1 };
    const said = { personId: secret, texts: { why: `${secret} why` }, askHash: secret, remindHash: `${secret} again` };
    await SURVEY_ASKS.open(store).insert({ _id: `${conversationId}/1`, ...ask, ...said });
    const claim = { conversationId, ask: `${conversationId}/1`, until: Number.MAX_SAFE_INTEGER };
    await SURVEY_CLAIMS.open(store).insert({ _id: secret, ...claim });
    await users.mention({ memberIds: ["amy"], conversationId, seq: 6, by: "Amy" });
    await apply({ do: "say", author, content: { type: "text", text: `${secret} answer` } });
    await apply({ do: "say", author: { kind: "visitor" }, content: picks(`${secret} label`, `${secret}-value`) });
    for (const { event } of await dialog.outgoing({ channels: ["letters"], conversationId })) {
      const result = { is: "blocked", reason: `${secret} reason` } as const;
      await dialog.sent({ conversationId, id: event.id, result });
    }
    const file = newId();
    const about = { name: `${secret}.pdf`, kind: "document", type: "application/pdf", bytes: 3 } as const;
    await dialog.beginFile({ id: file, conversationId, by: { kind: "visitor" }, name: `${secret} upload`, length: 3 });
    for (const [id, name] of [
      [file, "original"],
      [file, "preview"],
      [newId(), "part-0-lost"],
    ]) {
      const bytes = Buffer.from(`${secret} bytes`);
      await blobs.put(`${conversationId}/${id}/${name}`, bytes, bytes.length);
    }
    const awaited = { id: newId(), ref: `${secret} ref`, name: `${secret}.jpg` };
    await dialog.awaitFiles({ inboxId: "letters", conversationId, files: [awaited] });
    await dialog.noteThread({ conversationId, about: `${secret} subject` });
    await dialog.endFile({ id: file, verdict: { state: "ready", ...about } });
    const content = { type: "file" as const, text: "file", file: { id: file } };
    await apply({ do: "say", author: { kind: "visitor" }, content });
    const form = newId();
    const fields = [{ field: "why", kind: "text", label: `${secret} why` }] as const;
    await apply(
      { do: "say", author, content: { type: "form", form: { title: `${secret} form`, fields: [...fields] } } },
      form,
    );
    const filled = { id: form, fields: [{ field: "why", value: `${secret} reason` }] };
    await apply({ do: "say", author: { kind: "visitor" }, content: { type: "filled", form: filled } });
    const place = { latitude: 1, longitude: 2, label: `${secret} street` };
    await apply({ do: "say", author: { kind: "visitor" }, content: { type: "place", place } });
    await apply({ do: "say", author, content: { type: "text", text: "That", quote: { id: messageId } } });
    await apply({ do: "say", author, content: { type: "cards", cards: [{ title: `${secret} card` }] } });
    const device = { kind: "fcm", token: `${secret}:a-device-of-theirs` } as const;
    await dialog.subscribe({ conversationId, inboxId: "letters", session: secret, target: device, url: page.url });
    const continued = { inboxId: "letters", intents: 1, told: 0, turn: 0, attempts: 0, pause: 0 };
    await CONTINUATIONS.open(store).insert({ _id: conversationId, ...continued, to: `${secret}@mail.example` });
    const invitation = { id: newId(), inboxId: "letters", to: secret };
    await dialog.inviteOnSite({ ...invitation, agent: { id: "ann", name: "Ann" }, text: `${secret} invitation` });
    await dialog.siteInvitationIs({ ...invitation, state: "answered", conversationId });
    const kept = { inboxId: "letters", of: "firstReply", due: 1, kept: true } as const;
    await PROMISES_KEPT.open(store).insert({ _id: `${conversationId}/firstReply/1`, conversationId, ...kept });
    await apply({ do: "close", author });
    await apply({ do: "rate", score: 5, comment: `${secret} comment` });
    const { events } = await dialog.read({ conversationId, after: 0 });
    await analytics.follow({ heads: [{ conversationId, seq: events.length, events }] });
    await analytics.report({ from: 0, to: 1 });
    const reviewer = { id: "sue", name: "Sue" };
    const { quality } = await dialog.settings({});
    const question = { id: "polite", text: "Polite?", kind: "yesno" as const, weight: 1 };
    const value = { ...quality.value, sections: [{ id: "tone", name: "Tone", questions: [question] }] };
    await dialog.changeSettings({ name: "quality", version: quality.version, value, by: "sue" });
    const answers = { polite: "yes" as const };
    const part = { conversationId, agentId: "amy" };
    const { id } = await analytics.review({ ...part, by: reviewer, answers, comment: `${secret} review` });
    await analytics.appeal({ id, text: `${secret} appeal`, by: agent });
    await analytics.calibrate({ ...part, by: reviewer });
    await analytics.coach({ ...part, id: newId(), by: reviewer, text: `${secret} coaching` });
    await dialog.search({ words: secret, limit: 1 });
    return { visitorId: visitor.id, conversationId };
  }

  test("whatever the services keep is declared, with its indexes", async () => {
    const all = await services();
    await visit(all, "planted");
    await all.nlu.knowledge({});
    for (const declared of COLLECTIONS) await declared.open(all.store).findOne({});
    const plain = (one: { name: string; indexes: readonly { on: readonly string[]; unique?: boolean }[] }) =>
      `${one.name}: ${one.indexes
        .map(({ on, unique }) => `${on.join()} ${unique ?? false}`)
        .toSorted()
        .join("; ")}`;
    const declared = new Set(COLLECTIONS.map(plain));
    expect((await contentOf(all.store)).map(plain).filter((one) => !declared.has(one))).toEqual([]);
  });

  test("[T4] all of a visitor can be had, and nothing is left once it is erased, wherever it was; everything of the others is", async () => {
    const all = await services();
    const mine = await visit(all, "mine7261");
    await visit(all, "theirs518");
    const card = await all.users.putContact({ version: 0, change: { name: "mine7261 card" }, by: AMY });
    await all.users.mergeContacts({ into: mine.visitorId, from: card.contact.id, how: "hand", mixVerified: true });
    const before = await holding(all, "theirs518");
    const personal = COLLECTIONS.filter(({ personal }) => personal).map(({ name }) => name);
    const indexed = () => SEARCH_SPANS.open(all.store).count({ conversationId: mine.conversationId });
    const planted = (await holding(all, "mine7261")).map((place) => place.slice(0, place.indexOf(":")));
    // The plant fills every collection that says something of a visitor. The index of search says it in hashes.
    expect([...new Set([...planted, SEARCH_SPANS.name])].toSorted()).toEqual([...personal, BYTES].toSorted());
    expect(await indexed()).toBe(1);

    for (const id of [mine.visitorId, mine.conversationId, card.contact.id]) {
      const held = await holdingsOf(all.store, id);
      const documents = Object.entries(held).flatMap(([name, docs]) => docs.map(({ _id }) => `${name}: ${_id}`));
      const planted = (await holding(all, "mine7261")).filter((place) => !place.startsWith(BYTES));
      expect(documents).toEqual(expect.arrayContaining(planted));
      expect(JSON.stringify(held)).not.toContain("theirs518");
    }
    await expect(holdingsOf(all.store, "nobody")).rejects.toMatchObject({ code: "notFound" });
    all.clock.now += DAY;
    await all.users.eraseVisitors({ ids: [mine.visitorId], before: all.clock.now });
    await all.analytics.erase({ conversationIds: [mine.conversationId] });
    await all.dialog.erase({ conversationIds: [mine.conversationId] });
    expect(await holding(all, "mine7261")).toEqual([]);
    expect(await indexed()).toBe(0);
    expect(await holding(all, "theirs518")).toEqual(before);
    all.clock.now += DAY;
    await eraseBefore(all.clock.now, all, { show: () => {}, goesOn: () => true });
    expect(await holding(all, "theirs518")).toEqual([]);
  });

  test("what erasure leaves in each field that is declared personal is what is declared", async () => {
    const all = await services();
    await visit(all, "mine7261");
    all.clock.now += DAY;
    await eraseBefore(all.clock.now, all, { show: () => {}, goesOn: () => true });
    for (const { name, personal, open } of COLLECTIONS) {
      if (personal === undefined) continue;
      const docs = await open(all.store).find({});
      if (personal === "all")
        expect(
          docs.map(({ type }) => type),
          name,
        ).toEqual(name === EVENTS.name ? ["erased"] : []);
      else {
        for (const [field, left] of Object.entries(personal)) {
          const expected = typeof left === "symbol" ? undefined : left;
          if (left !== FROM_LOG)
            expect(
              docs.map((doc) => doc[field]),
              `${name}.${field}`,
            ).toEqual([expected]);
        }
      }
    }
  });
});
