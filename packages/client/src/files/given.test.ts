import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { takeGiven } from "./given.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const FILE = new File(["x"], "x.png");

/** A place that takes files, and what it took and said. */
function opened() {
  const place = new EventTarget();
  const [taken, over]: [File[], boolean[]] = [[], []];
  const stop = takeGiven(
    place as HTMLElement,
    (files) => taken.push(...files),
    (is) => over.push(is),
  );
  function give(type: "dragover" | "drop" | "paste", types: string[], files: File[] = [FILE]): boolean {
    const event = new Event(type, { cancelable: true });
    Object.assign(event, { [type === "paste" ? "clipboardData" : "dataTransfer"]: { types, files } });
    return !place.dispatchEvent(event);
  }
  return { give, taken, over, stop };
}

test.each([
  ["drop", ["Files"], true],
  // As file managers do, who give its address and its name as well.
  ["drop", ["text/uri-list", "text/plain", "Files"], true],
  ["drop", ["text/x-moz-url", "text/plain", "application/x-moz-file", "Files"], true],
  ["drop", ["text/plain"], false],
  ["drop", [], false],
  ["paste", ["Files"], true],
  ["paste", ["text/html", "Files"], true],
  // As office programs do, who add a picture of the words.
  ["paste", ["text/plain", "text/html", "Files"], false],
  ["paste", ["text/plain", "text/rtf", "Files"], false],
  // As file managers do, who add the name.
  ["paste", ["text/plain", "Files"], true],
  ["paste", ["text/plain"], false],
] as const)("of a %s with %j files are taken: %s", (type, types, expected) => {
  const { give, taken } = opened();
  expect([give(type, [...types]), taken.length > 0]).toEqual([expected, expected]);
});

test("files that are held over a place are said to be, until they are elsewhere or dropped", () => {
  const { give, over, taken, stop } = opened();
  expect(give("dragover", ["Files"], [])).toBe(true);
  vi.advanceTimersByTime(400);
  give("dragover", ["Files"], []);
  vi.advanceTimersByTime(400);
  expect(over).toEqual([true, true]);
  vi.advanceTimersByTime(200);
  expect(over.at(-1)).toBe(false);
  give("dragover", ["Files"], []);
  give("drop", ["Files"]);
  expect([over.at(-1), taken]).toEqual([false, [FILE]]);
  give("dragover", ["Files"], []);
  stop();
  expect([over.at(-1), give("drop", ["Files"])]).toEqual([false, false]);
});
