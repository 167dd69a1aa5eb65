import type { Conversation, Visitor } from "@parley/protocol";
import type { Missed, MissedWords, SendResult, SentOn } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import { mappedId } from "../text/mapped-id.ts";
import type { ChannelFiles } from "./arriving.ts";
import { partsOf } from "./outgoing-file.ts";
import { receive, type Spine } from "./receive.ts";
import type { Connected } from "./sending.ts";

export interface ContinuingParts {
  spine: Spine;
  users: Pick<Users, "visitors">;
  files: Pick<ChannelFiles, "read" | "link">;
  /** Accounts that are connected now, by inbox. */
  connected: ReadonlyMap<string, Pick<Connected, "can" | "continues">>;
  /** Those of some conversations whose visitors are there, on whatever node. */
  there: (conversationIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Hears what came of what was handed to an account. */
  onResult: (inboxId: string, result: SendResult) => void;
  onError: (error: unknown) => void;
}

/** Milliseconds between two looks for what was missed. */
const SWEEP = 2_000;
/** Milliseconds that an account has for it, files and all. */
const PATIENCE = 45_000;
/** What an account sends at once: servers of mail take few connections. */
const AT_ONCE = 4;
/** Milliseconds until it is looked again whether somebody has given an address, or is back. */
const [NO_ADDRESS, THERE] = [60_000, 5_000];

type Account = [inboxId: string, account: Pick<Connected, "can"> & { continues: NonNullable<Connected["continues"]> }];
type Result = SendResult | { is: "stopped" };

/** Sends on what people said to visitors who have left, to the address that they gave: what each has missed, as one message. */
export function startContinuing({ spine, users, files, connected, there, onResult, onError }: ContinuingParts) {
  const stopping = new AbortController();
  const busy = new Map<string, Promise<void>>();
  const { dialog } = spine;

  /** Looks for each account that is not still busy: one whose server does not answer keeps no others. */
  function look(): void {
    for (const [inboxId, { can, continues }] of connected) {
      if (!continues || continues.inboxes.length === 0 || busy.has(inboxId)) continue;
      const looking = lookAt([inboxId, { can, continues }]).catch(onError);
      busy.set(
        inboxId,
        looking.then(() => void busy.delete(inboxId)),
      );
    }
  }

  async function lookAt(account: Account): Promise<void> {
    const { inboxes, after } = account[1].continues;
    const due = await dialog.missed({ inboxIds: [...inboxes] });
    const late = due.filter(({ at }) => Math.abs(Date.now() - at) >= after);
    if (late.length === 0) return;
    const present = await there(late.map(({ conversationId }) => conversationId));
    const away = late.filter(({ conversationId }) => !present.has(conversationId)).values();
    const sendNext = async () => {
      for (const missed of away) {
        if (stopping.signal.aborted || connected.get(account[0])?.continues !== account[1].continues) return;
        await sendOn(account, missed).catch(onError);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sendNext));
  }

  async function sendOn(account: Account, { conversationId }: Missed): Promise<void> {
    const since = Date.now();
    const { missed } = await dialog.takeMissed({ conversationId });
    if (missed) await handOver(account, missed, since);
  }

  async function handOver(account: Account, missed: MissedWords, since: number): Promise<void> {
    const { id: conversationId } = missed.conversation;
    const seq = missed.events.at(-1)?.seq ?? 0;
    const { conversation } = missed;
    const done = (result: SentOn) => dialog.sentOn({ conversationId, seq, result });
    const [visitor] = await users.visitors({ ids: [conversation.visitorId] });
    const to = addressOf(visitor);
    const pause = to === undefined ? NO_ADDRESS : await pauseFor(conversationId);
    if (to === undefined || pause !== undefined) return void (await done({ is: "later", after: pause }));
    const page = await safePage(dialog, conversation, visitor?.page?.url);
    // Who gets it may answer at once.
    await done({ is: "sending", to });
    const result = await sent(account, missed, { to, page });
    if (result.is !== "stopped") onResult(account[0], result);
    await done(noted(result));
    if (result.is !== "later") await say(conversation, { seq, to, result, since });
  }

  /** They may have come back while others were looked at. */
  async function pauseFor(conversationId: string): Promise<number | undefined> {
    return (await there([conversationId])).has(conversationId) ? THERE : undefined;
  }

  async function sent(
    [, { can, continues }]: Account,
    { conversation, events }: MissedWords,
    { to, page }: { to: string; page: string | undefined },
  ): Promise<Result> {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(PATIENCE)]);
    const said = events.map((event) => ({ event, parts: partsOf(conversation, event.content, can, files) }));
    const { about } = await dialog.threadOf({ conversationId: conversation.id });
    const known = { ...(page !== undefined && { page }), ...(about !== undefined && { about }) };
    return await continues.send({ to, conversation, said, ...known }, signal).catch((error: unknown) => {
      onError(error);
      return { is: "later" as const, reason: error instanceof Error ? error.message : String(error) };
    });
  }

  /** The team sees what they said leave by another way, or not leave. */
  async function say(
    { id: conversationId, locale }: Conversation,
    { seq, to, result, since }: { seq: number; to: string; result: Result; since: number },
  ): Promise<void> {
    const text = wordsOf(result, { isChinese: /^zh\b/i.test(locale), to: to.replace(/^(.).*@/, "$1•••@") });
    const id = mappedId("sent on", `${conversationId}/${seq}`);
    const command = { do: "note", author: { kind: "system" }, text } as const;
    // Where all was erased meanwhile, nothing is said of whom it went to.
    await receive(spine, { conversationId, id, command, since });
  }

  const timer = setInterval(look, SWEEP).unref();
  return {
    async stop(): Promise<void> {
      clearInterval(timer);
      stopping.abort();
      await Promise.all(busy.values());
    },
  };
}

/** Where they had the chat, if that is a site of the inbox: what a browser says of itself may be any address, and the mail may be read by others. */
async function safePage(
  dialog: Pick<Spine["dialog"], "inboxes">,
  { inboxId, channel }: Conversation,
  url: string | undefined,
): Promise<string | undefined> {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const inbox = (await dialog.inboxes({})).find(({ id }) => id === (inboxId ?? channel));
  const sites = inbox?.settings["allowedOrigins"];
  const { origin, pathname } = new URL(url);
  // All else of an address is theirs: what only they may know, or words to somebody whose address they typed.
  return Array.isArray(sites) && sites.includes(origin) ? `${origin}${pathname}` : undefined;
}

/** Where somebody has said that they are reached. */
const addressOf = (visitor: Visitor | undefined): string | undefined =>
  visitor?.profile.email?.toLowerCase() || undefined;

function noted(result: Result): SentOn {
  if (result.is === "sent") return { is: "sent" };
  if (result.is !== "later") return { is: "failed" };
  return result.at === undefined ? { is: "later" } : { is: "later", after: Math.max(0, result.at - Date.now()) };
}

function wordsOf(result: Result, { isChinese, to }: { isChinese: boolean; to: string }): string {
  if (result.is === "sent")
    return isChinese ? `📧 对方已离开，以上内容已发送至 ${to}。` : `📧 They had left: the above was sent to ${to}.`;
  const why = "reason" in result ? (isChinese ? `：${result.reason}` : `: ${result.reason}`) : "";
  if (result.is === "stopped")
    return isChinese ? "📧 对方已离开，但已退订此类邮件。" : "📧 They had left, and want no mails.";
  return isChinese ? `📧 对方已离开，未能发送至 ${to}${why}` : `📧 They had left. It could not be sent to ${to}${why}`;
}
