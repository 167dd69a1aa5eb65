import { stat } from "node:fs/promises";
import { isMongo } from "../../store/open.ts";
import { OF_OTHERS } from "../../store/rights.ts";
import { keyFileOf, lastsBeside } from "../../store/secrets/key-file.ts";
import { type KeyPlaces, openKeys } from "../../store/secrets/keys.ts";
import { openSnapshot } from "../../store/snapshot.ts";
import { standingOf } from "../secrets.ts";
import { failure, type Finding, look, warning, well } from "./finding.ts";

const ENTER =
  "Put the key back (SECRETS_KEY, or the key file), or enter those secrets again in the console. What channels remember they get anew.";

/** Looks whether the secrets of channels are sealed, and their keys there. */
export async function examineSecrets(places: KeyPlaces): Promise<Finding[]> {
  return await look("Secrets", ENTER, async () => {
    const store = await openSnapshot(places.store).catch(() => undefined);
    if (!store) return [];
    try {
      const { sealed, unsealed, missing } = await standingOf(store, await openKeys(places).opening());
      return [
        ...(missing.length > 0
          ? [failure("Secrets", `sealed with keys that are missing: ${missing.join(", ")}`, ENTER)]
          : []),
        ...(unsealed > 0 ? [await unsealedOf(unsealed, places)] : []),
        ...(sealed > 0 && missing.length === 0 ? [well("Secrets", `${sealed} sealed, with keys that are there`)] : []),
        ...(await examineKeyFile(places)),
      ];
    } finally {
      await store.close();
    }
  });
}

async function unsealedOf(count: number, places: KeyPlaces): Promise<Finding> {
  const says = `${count} are not sealed`;
  const advice = "Run parley migrate, or save them anew in the console.";
  const isMissing = !(await isKeyToBeHad(places));
  return warning(
    "Secrets",
    says,
    isMissing ? `Set SECRETS_KEY (openssl rand -hex 32) on all nodes. ${advice}` : advice,
  );
}

/** No key is made of a MongoDB, nor where its file would not last. */
async function isKeyToBeHad(places: KeyPlaces): Promise<boolean> {
  const { seals } = await openKeys(places).opening();
  return seals || (!isMongo(places.store) && (await lastsBeside(places.store)));
}

async function examineKeyFile({ store }: KeyPlaces): Promise<Finding[]> {
  if (isMongo(store)) return [];
  const file = keyFileOf(store);
  const found = await stat(file).catch(() => undefined);
  if (!found || (found.mode & OF_OTHERS) === 0) return [];
  return [warning("Secrets", `others may read the key in ${file}`, `Keep it to its owner: chmod 600 ${file}`)];
}
