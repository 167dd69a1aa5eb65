import { createServer } from "node:http";
import { type Answerer, createEngine } from "@parley/engine";

/** What the node is, as its parent says. */
export interface KilledNode {
  store: string;
  port: number;
  secretsKeys: string[];
  inboxes: { channel: string; settings: Record<string, unknown>; secrets: Record<string, string> }[];
  /** What somebody says that its bot never answers. */
  stuckAt: string;
}

/** A bot whose answers say what they answer. */
export const echo: Answerer = { name: "echo", answer: ({ text }) => ({ say: `To: ${text}` }) };

/** An engine in a process of its own, with an account of each channel. */
async function run({ store, port, secretsKeys, inboxes, stuckAt }: KilledNode): Promise<void> {
  const publicUrl = `http://127.0.0.1:${port}`;
  const server = createServer();
  const shared = { store, publicUrl, secretsKeys, channelHosts: ["127.0.0.1"], demo: true };
  const stuck: Answerer = {
    name: "stuck",
    within: 20_000,
    answer: ({ text }) => (text.includes(stuckAt) ? new Promise(() => {}) : undefined),
  };
  const answerers = [stuck, echo, "replies" as const];
  const engine = await createEngine({ ...shared, answerers, logLevel: "silent" });
  server.on("request", engine.app);
  engine.attach(server);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  for (const { channel, settings, secrets } of inboxes)
    await engine.services.dialog.putInbox({ id: channel, channel, name: channel, enabled: true, settings, secrets });
  await engine.ready();
  process.send?.("ready");
}

const given = process.env["KILLED_NODE"];
if (given !== undefined) await run(JSON.parse(given) as KilledNode);
