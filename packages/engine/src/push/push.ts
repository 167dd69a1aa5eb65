import { ChatError, type PushOffer, type PushState, type PushTarget } from "@parley/protocol";
import type { Dialog, Notice, PushResult, Waiting } from "../services/dialog/contract.ts";
import { createSupplies } from "../spine/supplies.ts";
import { hashOf } from "./hash.ts";
import { createPlatforms, type Platforms } from "./platforms.ts";
import { noticeWords } from "./words.ts";

export interface PushParts {
  dialog: Dialog;
  /** Those of some conversations whose visitors are connected, on whatever node. */
  there: (conversationIds: readonly string[]) => Promise<ReadonlySet<string>>;
  config: {
    /** Hosts that may be called though their addresses are not public. */
    channelHosts: readonly string[];
    /** The engine's own address, if it was told. */
    publicUrl?: string | undefined;
  };
  onError: (error: unknown) => void;
}

/** Milliseconds between two looks for what is to be told. */
const SWEEP = 1_000;
/** Milliseconds in which several messages become one notice, and who goes on to the next page is back. */
const GATHER = 3_000;
/** Milliseconds after which who is connected and has not read it is told all the same: the page may be behind others. */
const UNREAD = 30_000;
/** Milliseconds that a platform has. */
const PATIENCE = 15_000;
/** Notices that are on their way at once. */
const AT_ONCE = 500;
/** Milliseconds in which what is being sent may end when the engine stops. */
const LAST = 3_000;
const NOBODY = "https://parley.invalid/";

/** Tells visitors of answers whose chat is not open anywhere: each once, however many nodes look for it. */
export function startPushing({ dialog, there, config, onError }: PushParts) {
  const { channelHosts: allowed, publicUrl } = config;
  const supplies = createSupplies({ dialog, allowed });
  const { fetch } = supplies.of("push");
  const contact = publicUrl?.startsWith("https:") ? publicUrl : NOBODY;
  const platforms = createPlatforms({ dialog, memoryOf: (id) => supplies.of(id).memory, fetch, contact });
  const ending = new AbortController();
  const sending = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  let over = false;

  async function look(): Promise<void> {
    const waiting = (await dialog.waitingPushes({})).filter(({ at }) => !isWithin(at, GATHER));
    if (waiting.length === 0) return;
    const present = await there([...new Set(waiting.map(({ conversationId }) => conversationId))]);
    const isThere = ({ conversationId, at }: Waiting) => present.has(conversationId) && isWithin(at, UNREAD);
    // No service that is slow holds up the others: what is on its way is taken, and in no look until its time is over.
    for (const one of waiting.filter((one) => !isThere(one))) {
      if (sending.size >= AT_ONCE) return;
      const over = tell(one).catch(onError);
      sending.add(over);
      void over.then(() => sending.delete(over));
    }
  }

  async function tell({ id, seq, inboxId }: Waiting): Promise<void> {
    const { notice } = await dialog.takePush({ id, seq });
    if (!notice) return;
    const result = await attempt(async () => {
      const { shows, ...ways } = await platforms.of(inboxId);
      const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(PATIENCE)]);
      return await handOver(ways, notice, noticeOf(notice, inboxId, shows), signal);
    });
    await dialog.pushed({ id, seq, result });
    if (result.is !== "later" && result.is !== "refused") return;
    await dialog.noteHealth({ inboxId, error: { at: Date.now(), says: result.reason.slice(0, 300) } });
  }

  function next(): void {
    timer = setTimeout(() => {
      looking = look().catch(onError);
      void looking.then(() => over || next());
    }, SWEEP).unref();
  }
  next();

  return {
    /** How visitors of an inbox can be told. */
    offerOf: async (inboxId: string): Promise<PushOffer> => (await platforms.of(inboxId)).offer,
    /** Refuses what no device of this inbox can be. */
    async check(inboxId: string, target: PushTarget): Promise<PushOffer> {
      const { offer } = await platforms.of(inboxId);
      if (!offer.kinds.includes(target.kind)) {
        throw new ChatError("invalid", "This inbox cannot reach such a device.", { details: { reason: "kind" } });
      }
      if (target.kind === "web" && !mayCall(target.endpoint, allowed)) {
        throw new ChatError("invalid", "A push service has a https address.", { details: { reason: "endpoint" } });
      }
      return offer;
    },
    /** How that does, for the console. */
    async stateOf(inboxId: string): Promise<PushState> {
      const [{ offer }, { count }, { error }] = await Promise.all([
        platforms.of(inboxId),
        dialog.devices({ inboxId }),
        dialog.channelHealth({ inboxId }),
      ]);
      return { ...offer, devices: count, ...(error && { error }) };
    },
    /** Lets what is being sent end. */
    async stop(): Promise<void> {
      over = true;
      clearTimeout(timer);
      const last = setTimeout(() => ending.abort(), LAST);
      await looking;
      await Promise.all(sending);
      clearTimeout(last);
      platforms.stop();
      supplies.stop();
    },
  };
}

/** Nodes' clocks differ: what seems still to come was said as well. */
const isWithin = (at: number, milliseconds: number) => Math.abs(Date.now() - at) < milliseconds;

function mayCall(endpoint: string, allowed: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, host } = new URL(endpoint);
  return protocol === "https:" || allowed.includes(hostname) || allowed.includes(host);
}

const noticeOf = ({ conversation, event, url }: Notice, inbox: string, shows: Platforms["shows"]) => ({
  ...noticeWords(conversation, event, shows),
  id: hashOf(`${conversation.id}/${event.seq}`),
  collapse: hashOf(conversation.id),
  inbox,
  ...(url !== undefined && { url }),
});

async function handOver(
  { web, fcm, apns }: Pick<Platforms, "web" | "fcm" | "apns">,
  { target }: Notice,
  notice: ReturnType<typeof noticeOf>,
  signal: AbortSignal,
): Promise<PushResult> {
  if (target.kind === "web") return await web.send(target, notice, signal);
  if (target.kind === "fcm" && fcm) return await fcm.send(target, notice, signal);
  if (target.kind === "apns" && apns) return await apns.send(target, notice, signal);
  return { is: "later", reason: "The inbox has no keys for this platform any more." };
}

/** What a platform throws says that nothing is known of the notice. */
async function attempt(send: () => Promise<PushResult>): Promise<PushResult> {
  try {
    return await send();
  } catch (error) {
    return { is: "later", reason: error instanceof Error ? error.message : String(error) };
  }
}
