import { NO_ROUTING, type Team } from "@parley/protocol";
import type { Dialog } from "../contract.ts";

/** Has just these teams from now on. */
export async function setTeams(dialog: Dialog, teams: readonly Pick<Team, "id" | "name" | "members">[]): Promise<void> {
  const { version } = (await dialog.settings({})).routing;
  const value = { ...NO_ROUTING, teams: teams.map(({ id, name, members }) => ({ id, name, members })) };
  await dialog.changeSettings({ name: "routing", version, value, by: "boss" });
}
