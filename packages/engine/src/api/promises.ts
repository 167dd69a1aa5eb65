import { ChatError, type PromiseCount } from "@parley/protocol";
import { stringify } from "csv-stringify/sync";
import type { Dialog } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import { quoted } from "../text/formula.ts";

interface Asked {
  dialog: Pick<Dialog, "promisesKept" | "settings" | "inboxes">;
  users: Pick<Users, "team">;
}

/** How many promises were kept, with the names of what they are counted by. Nothing while the dialog service is of a version before. */
export async function promisesKept(
  { dialog, users }: Asked,
  asked: Parameters<Dialog["promisesKept"]>[0],
): Promise<PromiseCount[]> {
  const counts = await dialog.promisesKept(asked).catch(unlessUnknown);
  if (counts.length === 0) return [];
  const [{ routing }, inboxes, team] = await Promise.all([dialog.settings({}), dialog.inboxes({}), users.team({})]);
  const names = { inbox: inboxes, team: routing.value.teams, agent: team, all: [], time: [] };
  return counts.map((count) => {
    const title = names[count.by].find(({ id }) => id === count.key)?.name;
    return title === undefined ? count : { ...count, title };
  });
}

function unlessUnknown(error: unknown): PromiseCount[] {
  if (ChatError.from(error).code !== "notFound") throw error;
  return [];
}

/** The same as a table that spreadsheets open without harm. */
export const writePromises = (counts: readonly PromiseCount[]): string =>
  stringify(
    [
      ["promise", "by", "id", "name", "kept", "missed", "share"],
      ...counts.map(({ of, by, key, title = "", kept, missed }) => [
        of,
        by,
        by === "time" ? new Date(Number(key)).toISOString() : quoted(key),
        quoted(title),
        kept,
        missed,
        (kept / (kept + missed)).toFixed(4),
      ]),
    ],
    { bom: true },
  );
