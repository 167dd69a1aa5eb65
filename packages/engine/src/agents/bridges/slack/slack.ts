import type { Bridge, BridgeKit, BridgeType } from "../port.ts";
import { createApi } from "./api.ts";
import { createSending } from "./sending.ts";
import { type Me, serve } from "./serve.ts";
import { setup } from "./setup.ts";

/** Where Slack is, unless the account says otherwise. */
const SLACK = "https://slack.com/api";

export interface SlackOptions {
  now?: () => number;
}

/** Rooms of Slack, in which a thread is a conversation. */
export function slack({ now = Date.now }: SlackOptions = {}): BridgeType {
  return {
    type: "slack",
    setup,
    most: { most: 3_500, in: "units" },
    connect: (kit) => connect(kit, now),
  };
}

function connect(kit: BridgeKit, now: () => number): Bridge {
  const { token = "", signingSecret = "" } = kit.secrets;
  if (token === "") throw new Error("There is no token yet.");
  if (signingSecret === "") throw new Error("There is no signing secret yet.");
  const { api: base } = kit.inbox.settings;
  const api = createApi(kit, typeof base === "string" && base.trim() !== "" ? base : SLACK, token);

  /** Asked once: of which workspace a token is never changes. */
  let known: Promise<Me> | undefined;
  async function ask(signal?: AbortSignal): Promise<Me & { says: string }> {
    const { user_id = "", team_id = "", team = "", user = "" } = await api.call<Who>("auth.test", {}, signal);
    if (team_id !== "") await kit.isOf(team_id);
    return { user: user_id, team: team_id, says: `${team} (@${user})` };
  }
  function me(): Promise<Me> {
    known ??= ask().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  }

  serve({ kit, secret: signingSecret, me, now });
  return {
    ...createSending(api, me, now),
    check: async (signal) => ({ ok: true, says: (await ask(signal)).says }),
  };
}

interface Who {
  user_id?: string;
  team_id?: string;
  team?: string;
  user?: string;
}
