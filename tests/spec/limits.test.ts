import { FILE_BYTES, MAX_TEXT_LENGTH, SYNC_PAGE } from "@parley/protocol";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { MOVED_AT_ONCE } from "../../packages/engine/src/channels/web/attendance.ts";
import { UNSENT } from "../../packages/engine/src/services/dialog/files/files.ts";
import { QUIET } from "../../packages/engine/src/files/quiet.ts";
import { TICKET } from "../../packages/engine/src/files/tickets.ts";
import { OF_ONE } from "../../packages/engine/src/files/turns.ts";
import { KEPT_UNSENT } from "../../packages/engine/src/files/uploads.ts";
import { RATES } from "../../packages/engine/src/transport/limits.ts";
import { TOLD } from "../../packages/engine/src/spine/queue.ts";
import { MOST_WAITING } from "../../packages/engine/src/transport/slow-readers.ts";
import { MAX_FRAME } from "../../packages/engine/src/transport/server.ts";
import { FAR_BEHIND, FIRST_PAGE } from "../../packages/engine/src/services/dialog/pages.ts";
import { INVITATION_LONGEST } from "../../packages/engine/src/services/users/invitations.ts";
import { MAX_ATTRIBUTES } from "../../packages/engine/src/services/users/profile.ts";
import { LIVE } from "../../packages/engine/src/services/users/signed/keys.ts";
import { LONGEST, SKEW } from "../../packages/engine/src/services/users/signed/verify.ts";
import { SESSION_IDLE, SESSION_LONGEST } from "../../packages/engine/src/services/users/sessions.ts";
import { VISITOR_IDLE } from "../../packages/engine/src/services/users/visitor-tokens.ts";

const [HOUR, DAY] = [3_600_000, 86_400_000];

/** The table of SPEC.md: what, and how much. */
async function table(): Promise<Map<string, string>> {
  const spec = await readFile(new URL("../../packages/protocol/SPEC.md", import.meta.url), "utf8");
  const [, section = ""] = spec.split("## Limits and lifetimes");
  const [rows = ""] = section.split("\n## ");
  return new Map(
    [...rows.matchAll(/^\| (.+?) +\| (.+?) +\|/gm)].map(([, what = "", limit = ""]) => [
      what.replaceAll("`", ""),
      limit,
    ]),
  );
}

test("every limit of how often stands in SPEC as it is in the code, and no other", async () => {
  const said = await table();
  const rates = Object.entries(RATES).map(([name, { burst, perMinute }]) => [
    name,
    `${burst} at once, then ${perMinute} a minute`,
  ]);
  expect(rates.map(([name = ""]) => [name, said.get(name)])).toEqual(rates);
  expect([...said.values()].filter((limit) => limit.includes("a minute"))).toHaveLength(rates.length);
});

test.each([
  ["message, choice, note", `${MAX_TEXT_LENGTH} characters`],
  ["attributes of a visitor", `${MAX_ATTRIBUTES}`],
  ["file", `${FILE_BYTES.usual} bytes`],
  ["files not sent", `${UNSENT}`],
  ["uploads at once", `${OF_ONE}`],
  ["silence of who sends or reads a file", `${QUIET / 1_000} seconds`],
  ["ticket for files", `${TICKET / 60_000} minutes`],
  ["file in no message", `${KEPT_UNSENT / HOUR} hours`],
  ["frame to the engine", `${MAX_FRAME} bytes`],
  ["waiting to be read", `${MOST_WAITING.bytes} bytes, ${MOST_WAITING.packets} packets`],
  ["events of one answer", `${SYNC_PAGE}`],
  ["events of a first hello", `${FIRST_PAGE}`],
  ["events behind", `${FAR_BEHIND}`],
  ["comings and goings of one push", `${MOVED_AT_ONCE}`],
  ["places pushed", `${TOLD}`],
  ["visitor's token", `${VISITOR_IDLE / DAY} days unused`],
  ["proof of identity", `${LONGEST / 3_600} hours ahead, ${SKEW} seconds of skew`],
  ["live keys of an inbox", `${LIVE}`],
  ["console's session", `${SESSION_IDLE / HOUR} hours unused, ${SESSION_LONGEST / DAY} days`],
  ["set-up link", `${INVITATION_LONGEST / HOUR} hours`],
])("SPEC says of %s: %s", async (what, limit) => expect((await table()).get(what)).toBe(limit));
