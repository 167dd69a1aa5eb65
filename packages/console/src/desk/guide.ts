import type { GuideSettings, SavedSettings } from "@parley/protocol";
import { signal } from "@preact/signals";
import { change, read } from "../api.ts";

/** Whether the guide through the first run is put away; so it is until the engine says something else. */
export const guideAway = signal(true);

/** Where the guide stands. */
export async function readGuide(): Promise<GuideSettings> {
  const { value } = (await read<SavedSettings>("settings")).guide;
  guideAway.value = value.away;
  return value;
}

/** Changes what is named of it, for all admins. */
export async function changeGuide(changed: Partial<GuideSettings>): Promise<void> {
  const { value, version } = (await read<SavedSettings>("settings")).guide;
  await change("PUT", "settings/guide", { version, value: { ...value, ...changed } });
  await readGuide();
}
