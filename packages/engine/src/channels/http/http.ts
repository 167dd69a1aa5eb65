import type { ChannelKit, ChannelType, Connection } from "../../spine/port.ts";
import { addressOf } from "../shared/address.ts";
import { bodyOf, idOf, resultOf } from "./handed.ts";
import { setup } from "./setup.ts";
import { readTold } from "./told.ts";
import { isSigned, keysOf, sign } from "./webhook.ts";

/** Bytes of a file that is handed over within JSON. */
const MOST_OUT = 10 * 1024 ** 2;
/** Bytes of a file that is fetched. */
const MOST_IN = 100 * 1024 ** 2;
/** What may be asked for again; any other refusal of a file holds. */
const NOT_NOW = [408, 425, 429];

/** Another house's messenger, by signed HTTP both ways: see `docs/channels/http.md`. */
export function http(): ChannelType {
  return {
    type: "http",
    can: {
      text: { most: 20_000, in: "units" },
      choices: { most: 20, label: 200 },
      files: { kinds: ["image", "audio", "video", "document"], most: MOST_OUT },
    },
    setup,
    connect,
  };
}

function connect({ inbox, secrets, routes, receive, receipt, fetch }: ChannelKit): Connection {
  const { deliverTo } = inbox.settings;
  if (!secrets["secret"]) throw new Error("There is no secret yet.");
  if (typeof deliverTo !== "string" || deliverTo.trim() === "")
    throw new Error("There is no address yet to which messages are delivered.");
  const to = addressOf(deliverTo, "The address to which messages are delivered");
  const keys = keysOf(secrets["secret"]);

  routes.post("/", async (request, response) => {
    const body = request.body as Buffer | undefined;
    if (!body || !isSigned(keys, request.headers, body, Date.now())) return void response.status(401).end();
    const told = readTold(body);
    if ("wrong" in told) return void response.status(400).json({ error: told.wrong });
    // Answered when it is durable. What is thrown is answered as the engine does: the other house tries again.
    await ("message" in told ? receive(told.message) : receipt(told.receipt));
    response.status(204).end();
  });

  const post = (id: string, body: string, signal: AbortSignal) =>
    fetch(to, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...sign(keys, id, body, Date.now()) },
      signal,
      redirect: "manual",
    });

  return {
    send: async (message, signal) =>
      await resultOf(await post(idOf(message.key), await bodyOf(message), signal), Date.now()),
    async file(ref, signal) {
      const answer = await fetch(ref, { signal, most: MOST_IN });
      if (answer.ok && answer.body) return { bytes: answer.body };
      if (answer.status >= 500 || NOT_NOW.includes(answer.status))
        throw new Error(`The other house answered ${answer.status}.`);
      return undefined;
    },
    check: async (signal) => {
      const now = Date.now();
      const body = JSON.stringify({ type: "test", timestamp: new Date(now).toISOString(), data: {} });
      const { ok, status } = await post(`test_${now}`, body, signal);
      return { ok, says: `The other house answered ${status}.` };
    },
  };
}
