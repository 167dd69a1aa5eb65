import { ChatError, RETRYABLE } from "@parley/protocol";
import type { ChannelKit } from "../../spine/port.ts";
import { decode, type Item, type Told } from "./decode.ts";

export type TakingParts = Pick<ChannelKit, "receive" | "receipt" | "note" | "onError"> & {
  /** Hears of somebody who has written, once that is stored. */
  wrote?: (who: string) => void;
  /** Welcomes somebody, by the code that the platform gave. */
  welcome: (code: string, signal: AbortSignal) => Promise<void>;
};

/**
 * Takes in what the platform lists, one item at a time. Resolves to whether an item is through: also where it will never be stored,
 * as it says nothing that can be read, or is not allowed.
 */
export function createTaking({ receive, receipt, note, onError, welcome, wrote }: TakingParts) {
  function readable(item: Item): Told {
    try {
      return decode(item);
    } catch (error) {
      onError(error);
      return {};
    }
  }

  return async function take(item: Item, signal: AbortSignal): Promise<boolean> {
    const told = readable(item);
    try {
      if (told.receipt) await receipt(told.receipt);
      if (told.message) await receive(told.message);
      if (told.note) await note({ from: { id: told.note.who } }, { id: item.msgid, text: told.note.text });
    } catch (error) {
      onError(error);
      return error instanceof ChatError && !RETRYABLE.includes(error.code);
    }
    if (told.message) wrote?.(told.message.from.id);
    if (told.welcome) await welcome(told.welcome, signal).catch(onError);
    return true;
  };
}
