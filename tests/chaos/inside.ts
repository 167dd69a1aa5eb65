import { syncBuiltinESMExports } from "node:module";
import workers from "node:worker_threads";
import { Collection } from "mongodb";

/** What the harness tells a node that it troubles. */
export type Order = { do: "kill-writer" } | { do: "clock"; offset: number };
/** What a node says: that it listens, or whether there was something to do for the order of that number. */
export type Said = { listens: true; token?: string | undefined } | { answers: number; done: boolean };

/** Milliseconds that this node's clock is wrong by, and the commit at which it dies before it can say so. */
const { CHAOS_CLOCK = "0", CHAOS_DIE_AT_COMMIT = "0" } = process.env;
let offset = Number(CHAOS_CLOCK);
let commitsToLive = Number(CHAOS_DIE_AT_COMMIT);
const writers = new Set<workers.Worker>();

/** Dies as from `kill -9` when the time has come: something is durable, and nobody was told. */
function committed(): void {
  commitsToLive--;
  if (commitsToLive === 0) process.kill(process.pid, "SIGKILL");
}

/** Lets this process be troubled in ways that cannot be had from outside. To be called before the engine is loaded. */
export function letTrouble(): void {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given: []) {
      // eslint-disable-next-line typescript/no-unsafe-argument
      super(...((given.length > 0 ? given : [RealDate.now() + offset]) as []));
    }
    static override now = () => RealDate.now() + offset;
  } as DateConstructor;

  workers.Worker = class extends workers.Worker {
    constructor(file: string | URL, options: workers.WorkerOptions = {}) {
      super(file, options);
      const { path, readonly } = (options.workerData ?? {}) as { path?: string; readonly?: boolean };
      if (path && readonly === false) {
        writers.add(this);
        this.once("exit", () => writers.delete(this));
      }
    }
    override emit(event: string | symbol, ...given: unknown[]): boolean {
      if (event === "message" && writers.has(this)) committed();
      return super.emit(event as "message", ...(given as [unknown]));
    }
  };
  syncBuiltinESMExports();

  // eslint-disable-next-line typescript/unbound-method
  const insertOne = Collection.prototype.insertOne;
  Collection.prototype.insertOne = async function insertAndPerhapsDie(...given) {
    const inserted = await insertOne.apply(this, given);
    committed();
    return inserted;
  };

  process.on("message", (order: Order & { number: number }) => {
    process.send?.({ answers: order.number, done: obey(order) } satisfies Said);
  });
}

function obey(order: Order): boolean {
  // A clock that is wrong by that already jumps to the other side.
  if (order.do === "clock") offset = order.offset === offset ? -offset : order.offset;
  else for (const writer of writers) void writer.terminate();
  return order.do === "clock" ? offset !== 0 : writers.size > 0;
}
