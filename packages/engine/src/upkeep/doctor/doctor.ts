import { type Config, firstValuesIn } from "../../config.ts";
import { SERVICES } from "../../services/registry.ts";
import { isMongo } from "../../store/open.ts";
import { examineConfiguration, examinePages } from "./configuration.ts";
import { examineContent } from "./content.ts";
import { examineFiles } from "./files.ts";
import { type Finding, look, well } from "./finding.ts";
import { examineFolder } from "./folder.ts";
import { examineLooking } from "./looking.ts";
import { examineMachine } from "./machine.ts";
import { examineMongo } from "./mongo.ts";
import { examineSecrets } from "./secrets.ts";
import { examineNetwork } from "./network.ts";

/** Examines an installation, running or not, as its environment describes it. Changes nothing that lasts. */
export async function examine(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const { config, findings } = examineConfiguration(env);
  return [
    ...(await examineMachine()),
    examinePages(),
    ...findings,
    ...(config ? await examineStore(config, firstValuesIn(env)) : []),
    ...(config ? await examineLooking(config) : []),
    ...(config ? await examineNetwork(config) : []),
  ];
}

async function examineStore(
  { store, files, secretsKeys, remote }: Config,
  firstValues: readonly string[],
): Promise<Finding[]> {
  if (SERVICES.every((name) => remote[name])) return [well("Store", "none here: all services run elsewhere")];
  const place = isMongo(store) ? await examineMongo(store) : await examineFolder(store);
  // What cannot be reached cannot be looked into, and one sentence about that is enough.
  if (place.some(({ is }) => is === "fail")) return place;
  const advice = "Put that right, or restore the last backup: parley restore.";
  const content = await look("Content", advice, () => examineContent(store, firstValues));
  const secrets = await examineSecrets({ store, secretsKeys });
  return [...place, ...content, ...secrets, ...(await examineFiles({ store, files }))];
}
