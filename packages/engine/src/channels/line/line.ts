import type { ChannelKit, ChannelType, Connection, Incoming } from "../../spine/port.ts";
import { valueOf } from "../shared/carried.ts";
import { parsed } from "../shared/parsed.ts";
import { createTaking } from "../shared/take-all.ts";
import { createTalks } from "../shared/talks.ts";
import { accountOf } from "./account.ts";
import { createApi } from "./api.ts";
import { decode, pressedOf, type Told } from "./decode.ts";
import { MOST } from "./messages.ts";
import { createNames } from "./names.ts";
import { createReplies } from "./replies.ts";
import { send } from "./sending.ts";
import { setup } from "./setup.ts";
import { isSigned } from "./signed.ts";

/** Seconds for which is shown that an answer is being made, unless it comes before; milliseconds that LINE has to show it. */
const LOADING = { seconds: 20, patience: 5_000 };

/** An official account on LINE. */
export function line(): ChannelType {
  return {
    type: "line",
    can: {
      text: { most: 5_000, in: "units" },
      choices: { most: 13, label: MOST.label },
      files: { kinds: ["image", "audio", "video", "document"], most: Number.MAX_SAFE_INTEGER },
    },
    setup,
    connect,
  };
}

function connect(kit: ChannelKit): Connection {
  const { memory, routes } = kit;
  const account = accountOf(kit);
  const api = createApi(kit, account);
  const replies = createReplies(memory, Date.now);
  const talks = createTalks(Date.now);
  const names = createNames(api, kit);
  const takeAll = createTaking(kit);

  /** What a button stands for is looked up, as it may be kept. */
  async function opened({ message }: Told): Promise<Incoming> {
    if (message.value === undefined) return message;
    const { value: _, ...rest } = message;
    const kept = await valueOf(memory, message.value);
    return { ...rest, ...pressedOf(kept ?? message.value) };
  }

  function showsLoading(to: string): void {
    if (!talks.areWithBot(to)) return;
    // It helps nobody later, and nobody misses it.
    api.loading(to, LOADING.seconds, AbortSignal.timeout(LOADING.patience)).catch(() => {});
  }

  async function take(told: readonly Told[]): Promise<void> {
    for (const { message, replyToken } of told) if (replyToken) await replies.came(message.from.id, replyToken);
    const messages = await Promise.all(told.map(opened));
    await takeAll(messages);
    for (const message of messages) names.wrote(message);
    for (const id of new Set(messages.map(({ from }) => from.id))) showsLoading(id);
  }

  routes.post("/", async (request, response) => {
    const body = request.body as Buffer;
    if (!isSigned(account.channelSecret, request.get("x-line-signature"), body)) return void response.status(401).end();
    const told = decode(parsed(body));
    if (!told) kit.onError(new Error("LINE sent a call that is not understood."));
    await take(told ?? []);
    response.status(200).end();
  });

  return {
    send(message, signal) {
      talks.said(message);
      return send({ api, memory, replies }, message, signal);
    },
    async file(ref, signal) {
      const bytes = await api.file(ref, signal);
      return bytes && { bytes };
    },
    async check(signal) {
      const { displayName = "", basicId = "" } = await api.bot(signal);
      return { ok: true, says: `${displayName} (${basicId})` };
    },
  };
}
