import { userInfo } from "node:os";
import { readConfig } from "../config.ts";
import { connect } from "../rpc/connect.ts";
import { type Nlu, nlu } from "../services/nlu/contract.ts";
import { createNlu } from "../services/nlu/nlu.ts";
import { openStore } from "../store/open.ts";

/** Lets a command use the understanding service: the one that `NLU_URL` names, or one on the store that is configured or given. */
export async function withUnderstanding<T>(store: string | undefined, use: (service: Nlu) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  if (!store && config.remote.nlu && config.secret) {
    return use(connect(nlu, `${config.remote.nlu}/rpc/nlu`, { secret: config.secret }));
  }
  const opened = await openStore(store ?? config.store);
  const running = createNlu({ store: opened, onError: (error) => console.error(error) });
  try {
    return await use(running.service);
  } finally {
    await running.close();
    await opened.close();
  }
}

/** Whose changes they are that a command makes. */
export function whoAmI(): string {
  return userInfo().username;
}
