import type { Request, Response } from "express";
import * as v from "valibot";
import { inTime } from "../in-time.ts";
import type { BridgeKit } from "../port.ts";
import { Call, type Heard, heardIn, Pressed } from "./events.ts";
import { rootId } from "./sending.ts";
import { isSigned } from "./signed.ts";

/** Who the bot is, and in which workspace. */
export interface Me {
  user: string;
  team: string;
}

export interface ServeParts {
  kit: BridgeKit;
  secret: string;
  me: () => Promise<Me>;
  now: () => number;
}

/**
 * Takes what Slack calls with. It is told within three seconds, and never that something arrived before that is durable: where the store takes
 * longer it is told to come again, and what comes twice is done once.
 */
export function serve({ kit, secret, me, now }: ServeParts): void {
  const { routes, onError } = kit;

  routes.post("/", async (request, response) => {
    const body = request.body as Buffer;
    const given = { signature: request.get("x-slack-signature"), timestamp: request.get("x-slack-request-timestamp") };
    if (!isSigned(body, given, { secret, now: now() })) return void response.status(401).end();
    if (isForm(request)) return await press(body, response);
    const call = parsed(Call, body.toString());
    if (call?.type === "url_verification") return void response.type("text/plain").send(call.challenge ?? "");
    if (!call) return void response.status(400).end();
    const isTaken = await inTime(take(call), onError);
    response.status(isTaken ? 200 : 503).end();
  });

  async function take({ team_id, event, event_id }: v.InferOutput<typeof Call>): Promise<void> {
    if (!event) return;
    const { user, team } = await me();
    // An app may be in several workspaces; this account is of one.
    if (team_id !== team) return;
    const heard = heardIn(event, user);
    if (!heard) return;
    if (heard.is === "stirred") return await kit.stirred(rootId(heard.channel, heard.thread));
    if (await kit.isNew(`event/${event_id}`)) void answer(heard).catch(onError);
  }

  async function answer(heard: Exclude<Heard, { is: "stirred" }>): Promise<void> {
    const { channel: room, by: to } = heard;
    if (heard.is === "asked") return await kit.asked(to, heard.text, { room, to });
    const root = rootId(room, heard.thread);
    await kit.changed(root, { room, root, to });
  }

  async function press(body: Buffer, response: Response): Promise<void> {
    const pressed = parsed(Pressed, new URLSearchParams(body.toString()).get("payload") ?? "");
    // Slack does not come again with what was pressed: who pressed is told what came of it where it takes longer.
    if (pressed) await inTime(carryOut(pressed), onError);
    response.status(pressed ? 200 : 400).end();
  }

  async function carryOut({ team, user, container, actions }: v.InferOutput<typeof Pressed>): Promise<void> {
    const { channel_id: room = "", message_ts = "" } = container;
    const root = rootId(room, message_ts);
    if (team?.id !== (await me()).team) return;
    for (const { action_id: what, action_ts = "" } of actions) {
      if (what !== "take" && what !== "close") continue;
      await kit.pressed(root, { id: `${user.id}/${action_ts}`, by: user.id, what }, { room, root, to: user.id });
    }
  }
}

const isForm = (request: Request) => /^application\/x-www-form-urlencoded\b/i.test(request.get("content-type") ?? "");

function parsed<S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> | undefined {
  try {
    const read = v.safeParse(schema, JSON.parse(text));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}
