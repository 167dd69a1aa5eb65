import type { Conversation, ConversationEvent } from "@parley/protocol";
import type { Dialog } from "../../services/dialog/contract.ts";
import type { Users } from "../../services/users/contract.ts";
import type { ChannelKit, ChannelType, Connection } from "../../spine/port.ts";
import type { Spine } from "../../spine/receive.ts";
import type { Capacity } from "../../spine/settings.ts";
import { type Account, accountOf } from "./account.ts";
import { createActing } from "./acting.ts";
import { startFollowing } from "./following.ts";
import { includedBridges } from "./included.ts";
import { createKits, createNoting } from "./kits.ts";
import { createMirror } from "./mirror.ts";
import type { Bridge, BridgeType, Posted } from "./port.ts";

export interface BridgesParts {
  spine: Spine;
  dialog: Dialog;
  users: Users;
  capacity: Capacity;
  /** The address of the console, if the engine was told its own; ends without a slash. */
  console: string | undefined;
  onError: (error: unknown) => void;
}

/**
 * Lets agents answer from rooms of other houses. Their accounts are kept, set up and tried as those of channels are; what comes from them is
 * an agent's, never a visitor's.
 */
export function createBridges({ spine, dialog, users, capacity, console, onError }: BridgesParts) {
  const accounts = new Map<string, Account>();
  const acting = createActing({ spine, dialog, users, capacity });
  const mirror = createMirror({
    dialog,
    users,
    acting,
    onPosted,
    onError,
    again: (...later) => void following.again(...later),
  });
  const following = startFollowing({ dialog, accounts, mirror, onError });
  const note = createNoting({ dialog, onError });
  const kitOf = createKits({ dialog, users, acting, mirror, look: following.look, note });

  function onPosted(account: Account, posted: Posted): void {
    if (posted.is === "later") return onError(new Error(`${account.id}: ${posted.reason}`));
    note(account.id, "lastOut");
  }

  async function connect(type: BridgeType, kit: ChannelKit): Promise<Connection> {
    let account: Account | undefined;
    const of = () => {
      if (account) return account;
      throw new Error("The account is not connected yet.");
    };
    const bridge: Bridge = await type.connect(kitOf(kit, of));
    const made = accountOf({ type, inbox: kit.inbox, console, onError: kit.onError }, bridge);
    account = made;
    accounts.set(kit.inbox.id, made);
    return {
      forAgents: true,
      send: async () => ({ is: "failed", reason: "Nobody is reached here but agents." }),
      ...(bridge.check && { check: bridge.check.bind(bridge) }),
      async stop() {
        if (accounts.get(kit.inbox.id) === made) accounts.delete(kit.inbox.id);
        await bridge.stop?.();
      },
    };
  }

  return {
    /** Their accounts, to be connected as those of channels. */
    types: includedBridges().map((type): ChannelType => ({
      type: type.type,
      can: { text: type.most },
      setup: type.setup,
      connect: (kit) => connect(type, kit),
    })),
    /** Events that are now in the conversation's log. */
    moved(conversation: Conversation, events: readonly ConversationEvent[]): void {
      following.moved(conversation, events);
    },
    stop: () => following.stop(),
  };
}
