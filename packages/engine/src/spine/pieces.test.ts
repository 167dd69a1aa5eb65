import type { Content } from "@parley/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createPieces, mayBePiece } from "./pieces.ts";

const words = (text: string): Content => ({ type: "text", text });
const choice: Content = { type: "choice", text: "Refunds", value: "intent:refund" };

test.each(["hi", "my order", "48213377", "its late", "你好", "我的订单", "20261129001"])(
  "more may come after “%s”",
  (text) => expect(mayBePiece(words(text))).toBe(true),
);

test.each(["Where is my order?", "how long does delivery take", "hello!", "退款多久能到账呢", "人呢？"])(
  "“%s” is answered at once",
  (text) => expect(mayBePiece(words(text))).toBe(false),
);

test("a picked choice is answered at once", () => expect(mayBePiece(choice)).toBe(false));

describe("[B4] turns", () => {
  let turns: string[];
  let pieces: ReturnType<typeof createPieces>;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    turns = [];
    pieces = createPieces((_conversation, message) => turns.push(message));
  });
  afterEach(() => vi.useRealTimers());

  test("pieces wait for the last of them", () => {
    for (const text of ["hi", "my order", "48213377"]) {
      pieces.said("one", text, words(text));
      vi.advanceTimersByTime(1_000);
    }
    expect(turns).toEqual([]);
    vi.advanceTimersByTime(300);
    expect(turns).toEqual(["48213377"]);
  });

  test("a whole question ends the waiting, and a choice lets what was before it be answered first", () => {
    pieces.said("one", "hi", words("hi"));
    pieces.said("one", "question", words("Where is my order?"));
    pieces.said("two", "hello", words("hello"));
    pieces.said("two", "choice", choice);
    vi.advanceTimersByTime(10_000);
    expect(turns).toEqual(["question", "hello", "choice"]);
  });

  test("who goes on in pieces is answered in the end", () => {
    for (let count = 0; count < 12; count += 1) {
      pieces.said("one", `piece-${count}`, words("hm"));
      vi.advanceTimersByTime(1_000);
    }
    expect(turns.length).toBeGreaterThan(0);
  });

  test("an engine that stops answers what it was waiting with", () => {
    pieces.said("one", "hi", words("hi"));
    pieces.flush();
    vi.advanceTimersByTime(10_000);
    expect(turns).toEqual(["hi"]);
  });
});
