import { openStore } from "../../store/open.ts";
import { readMongoFacts } from "../../store/mongo-facts.ts";
import { UPKEEP } from "../state.ts";
import { clockFinding } from "./clock.ts";
import { type Finding, look, warning, well } from "./finding.ts";
import { judge, MONGODB } from "./versions.ts";

const SLOW_WRITE = 250;

/** Looks at a MongoDB: the server, whether it takes durable writes, its clock. */
export async function examineMongo(uri: string): Promise<Finding[]> {
  return [
    ...(await look("MongoDB", "Start the server, and check the address in STORE and the network between.", () =>
      examineServer(uri),
    )),
  ];
}

async function examineServer(uri: string): Promise<Finding[]> {
  const { version, replicaSet, clockAhead } = await readMongoFacts(uri);
  const kind = replicaSet ? `replica set ${replicaSet}` : "a single server, so all depends on it";
  return [
    judge("MongoDB", { version, says: `${version}, ${kind}` }, MONGODB),
    ...(await look(
      "Writing",
      "Give the user in STORE the role readWrite, and see that a majority of the replica set runs.",
      () => examineWriting(uri),
    )),
    clockFinding("MongoDB", clockAhead),
  ];
}

async function examineWriting(uri: string): Promise<Finding[]> {
  const store = await openStore(uri);
  try {
    const notes = store.collection(UPKEEP);
    const begun = performance.now();
    await notes.update({ _id: `doctor-${process.pid}` }, {}, { upsert: true });
    const took = performance.now() - begun;
    await notes.remove({ _id: `doctor-${process.pid}` });
    const says = `a write that a majority has in its journal takes ${took.toFixed(0)} ms`;
    if (took <= SLOW_WRITE) return [well("Writing", says)];
    return [warning("Writing", says, "Every message waits for it: look at the servers' disks and the network.")];
  } finally {
    await store.close();
  }
}
