import {
  ChatError,
  readStored,
  Restoring,
  type SavedSettings,
  SETTINGS,
  SettingsChange,
  type SettingsName,
} from "@parley/protocol";
import * as v from "valibot";
import { type ApiParts, type Call, type Endpoints, note, read } from "./endpoint.ts";

/** The settings of the workspace and of the bot. What is saved holds at once, on all nodes. */
export function settingsEndpoints(parts: ApiParts) {
  const { dialog } = parts;
  const of = (all: SavedSettings, name: SettingsName) => all[name];

  return {
    "GET /settings": async () => dialog.settings({}),

    "GET /bot/usual": async () => dialog.usualBot({}),

    "PUT /settings/:name": async ({ params, body, member }) => {
      const name = nameIn(params);
      const { version, value } = read(SettingsChange, body);
      const saved = await dialog.changeSettings({ name, version, value: held(name, value), by: member.id });
      await note(parts, member, "changeSettings", name);
      parts.onSettings?.();
      return of(saved, name);
    },

    "GET /settings/:name/history": async ({ params }) => dialog.settingsHistory({ name: nameIn(params) }),

    "POST /settings/:name/restore": async ({ params, body, member }) => {
      const name = nameIn(params);
      const { version, to } = read(Restoring, body);
      const past = (await dialog.settingsHistory({ name })).find((one) => one.version === to);
      if (!past) throw new ChatError("notFound", "There is no such version.");
      const value = held(name, readable(name, past.value, of(await dialog.settings({}), name).value));
      const saved = await dialog.changeSettings({ name, version, value, by: member.id });
      await note(parts, member, "restoreSettings", name);
      parts.onSettings?.();
      return of(saved, name);
    },
  } satisfies Partial<Endpoints>;
}

function nameIn({ name = "" }: Call["params"]): SettingsName {
  if (Object.hasOwn(SETTINGS, name)) return name as SettingsName;
  throw new ChatError("notFound", "There are no such settings.");
}

/** What can be read of a value that a version before may have taken; what has to be there and cannot be read is as it is now. */
function readable(name: SettingsName, past: object, now: object): object {
  const usual = Object.fromEntries(Object.entries(now).filter(([field]) => field in past));
  return (readStored<v.GenericSchema>(SETTINGS[name], past, usual) as object | undefined) ?? past;
}

/** The value as its schema wants it; what is wrong is named as `value.field`. */
function held(name: SettingsName, value: unknown) {
  const schema = v.object({ value: SETTINGS[name] as (typeof SETTINGS)["workspace"] });
  return read(schema, { value }).value;
}
