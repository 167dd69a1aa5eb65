import type { SentContent } from "@parley/protocol";

/** What of what is said tells whether it is a piece. */
type Heard = Pick<SentContent, "type" | "text">;

/** Milliseconds that the bot waits for more after what seems to be a piece, and at most after the first of several. */
const MORE = 1_200;
const AT_MOST = 6_000;

/** Words, or Chinese characters, that a piece has at most. */
const WORDS = 3;
const CHARACTERS = 6;

/** Whether more may come: “hi”, “my order” and “48213377” are sent one after the other by who thinks while typing, and so are pictures. */
export function mayBePiece(content: Heard): boolean {
  if (content.type === "file") return true;
  if (content.type !== "text" || content.text === undefined || /[.!?。！？…~～]\s*$/u.test(content.text)) return false;
  const characters = content.text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = content.text.match(/[\p{Letter}\p{Number}'’-]+/gu)?.length ?? 0;
  return characters > 0 ? characters <= CHARACTERS : words <= WORDS;
}

interface Waiting {
  messageId: string;
  type: SentContent["type"];
  since: number;
  timer: NodeJS.Timeout;
}

/** Lets the bot take its turn on a message: at once, or a moment later where more may come. What came meanwhile is answered together. */
export function createPieces(takeTurn: (conversationId: string, messageId: string) => void) {
  const waiting = new Map<string, Waiting>();

  function taken(conversationId: string): void {
    const piece = waiting.get(conversationId);
    if (!piece) return;
    clearTimeout(piece.timer);
    waiting.delete(conversationId);
    takeTurn(conversationId, piece.messageId);
  }

  return {
    said(conversationId: string, messageId: string, content: Heard): void {
      const before = waiting.get(conversationId);
      // What is no plain words stands for itself: what was said before it is answered before. Several files are answered as one.
      const { type } = content;
      if (type !== "text" && !(type === "file" && before?.type === "file")) taken(conversationId);
      clearTimeout(before?.timer);
      waiting.delete(conversationId);
      const since = before?.since ?? performance.now();
      if (!mayBePiece(content) || performance.now() - since > AT_MOST) return takeTurn(conversationId, messageId);
      const timer = setTimeout(() => taken(conversationId), MORE);
      waiting.set(conversationId, { messageId, type, since, timer });
    },

    /** Waits for nothing any more. */
    flush(): void {
      for (const conversationId of waiting.keys()) taken(conversationId);
    },
  };
}
export type Pieces = ReturnType<typeof createPieces>;
