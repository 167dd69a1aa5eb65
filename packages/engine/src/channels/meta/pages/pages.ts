import type { ChannelKit, ChannelType, Connection } from "../../../spine/port.ts";
import { accountOf } from "../account.ts";
import { createGraph } from "../graph.ts";
import { serve, type Told } from "../serve.ts";
import { decode } from "./decode.ts";
import { createReading } from "./reading.ts";
import { send } from "./sending.ts";
import { setupOf } from "./setup.ts";

/** Bytes of a file. */
const MOST = 25 * 1024 ** 2;

/** A page on Facebook, by Messenger. */
export function messenger(): ChannelType {
  return {
    type: "messenger",
    can: {
      text: { most: 2_000, in: "units" },
      choices: { most: 13, label: 20 },
      files: { kinds: ["image", "audio", "video", "document"], most: MOST },
    },
    window: { hours: 24 },
    setup: setupOf("messenger"),
    connect: (kit) => connect(kit, "page"),
  };
}

/** A professional account on Instagram. Files go out by their names: Instagram fetches them from open addresses only, and ours are none. */
export function instagram(): ChannelType {
  return {
    type: "instagram",
    can: { text: { most: 1_000, in: "bytes" }, choices: { most: 13, label: 20 } },
    window: { hours: 24 },
    setup: setupOf("instagram"),
    connect: (kit) => connect(kit, "instagram"),
  };
}

function connect(kit: ChannelKit, object: "page" | "instagram"): Connection {
  const account = accountOf(kit);
  const accountId = account.setting("accountId");
  if (!accountId) throw new Error("There is no account ID yet.");
  const graph = createGraph(kit, account);
  const humanAgent = account.setting("humanAgent") === "yes";
  const reading = createReading();
  serve({
    kit,
    ...account,
    decode(body): Told {
      const { messages, receipts, readers } = decode(body, object, accountId);
      return { messages, receipts: [...receipts, ...readers.flatMap(({ id, until }) => reading.by(id, until))] };
    },
  });

  return {
    async send(message, signal) {
      const at = Date.now();
      const result = await send({ graph, memory: kit.memory, humanAgent }, message, signal);
      if (result.is === "sent" && result.externalId) reading.sent(message.to, result.externalId, at);
      return result;
    },
    async file(ref, signal) {
      const bytes = await graph.file(ref, MOST, signal);
      return bytes && { bytes };
    },
    async check(signal) {
      const { name, username } = await graph.get<{ name?: string; username?: string }>("me", signal);
      return { ok: true, says: name ?? username ?? accountId };
    },
  };
}
