import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FIRST_INBOX } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../store/open.ts";
import { examineHolidays } from "./holidays.ts";

type Kept = { _id: string } & Record<string, unknown>;

const OCTOBER = Date.parse("2026-10-05T00:00:00Z");
const hours = (more: object = {}) => ({ zone: "Asia/Shanghai", week: [[], [], [], [], [], [], []], ...more });
const following = (...dates: string[]) => hours({ holidays: "CN", dates: dates.map((date) => ({ date, spans: [] })) });

async function storeWith(kept: { settings?: object; inbox?: object; enabled?: boolean }) {
  const where = await mkdtemp(join(tmpdir(), "holidays-"));
  const store = await openStore(where);
  onTestFinished(async () => {
    await store.close();
    await rm(where, { recursive: true });
  });
  await store.collection<Kept>("settings").insert({ _id: "routing", value: kept.settings ?? {} });
  const inbox = { _id: FIRST_INBOX, enabled: kept.enabled ?? true, settings: kept.inbox ?? {} };
  await store.collection<Kept>("inboxes").insert(inbox);
  return store;
}

test.each([
  ["hours of a workspace", { settings: { hours: following() } }],
  ["hours of an inbox", { inbox: { hours: following() } }],
  ["hours of a team", { settings: { teams: [{ id: "tax", hours: following() }] } }],
  ["an agent's shift", { settings: { agents: { mei: { hours: following("2026-10-01") } } } }],
])(
  "the doctor warns from October on where %s follow holidays that are not known for the next year",
  async (_, kept) => {
    const store = await storeWith(kept);
    const found = await examineHolidays(store, OCTOBER);
    expect(found).toEqual([
      expect.objectContaining({ what: "Holidays", is: "warn", says: expect.stringContaining("2027") }),
    ]);
  },
);

test("and not before, nor once somebody has written days of it down", async () => {
  const is = async (kept: Parameters<typeof storeWith>[0], now: number) =>
    (await examineHolidays(await storeWith(kept), now)).map((one) => one.is);
  expect(await is({ settings: { hours: following() } }, Date.parse("2026-09-05T00:00:00Z"))).toEqual(["ok"]);
  expect(await is({ settings: { hours: following("2027-01-01") } }, OCTOBER)).toEqual(["ok"]);
});

test("where no hours follow holidays, or only those of an inbox that is off, it says nothing", async () => {
  expect(await examineHolidays(await storeWith({ settings: { hours: hours() } }), OCTOBER)).toEqual([]);
  expect(await examineHolidays(await storeWith({ inbox: { hours: following() }, enabled: false }), OCTOBER)).toEqual(
    [],
  );
});
