import { createServer } from "node:http";
import { messenger } from "../../examples/own-channel/channel.ts";
import { letTrouble, type Said } from "./inside.ts";
import { SECRET } from "./secret.ts";

letTrouble();
const { createEngine, readConfig } = await import("@parley/engine");

// As `parley start` does, but without training a model: the bot answers as an engine does in its first minute.
const config = readConfig(process.env);
// Everybody here has one address.
const unlimited = { burst: 1e9, perMinute: 1e9 };
const deliverTo = process.env["CHAOS_DELIVER_TO"];
const engine = await createEngine({
  ...config,
  rates: { addressMessage: unlimited, handOver: unlimited },
  channels: deliverTo ? [messenger({ secret: SECRET, deliverTo })] : [],
});
const server = createServer({ keepAliveTimeout: 75_000 }, engine.app);
engine.attach(server);
server.listen(config.port, config.host, () => {
  const say = (said: Said) => process.send?.(said);
  void engine.services.users.ownerSetup({}).then(
    ({ token }) => say({ listens: true, token }),
    () => say({ listens: true }),
  );
});

process.once("SIGTERM", () => {
  void engine.close().then(() => {
    server.close();
    process.exit(0);
  });
});
process.on("unhandledRejection", (error) => {
  process.stderr.write(`unhandled: ${error instanceof Error ? error.stack : String(error)}\n`);
});
// The harness is gone: nobody else would end this process.
process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
