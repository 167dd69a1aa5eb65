import { expect, test } from "vitest";
import { contentsOf } from "./incoming.ts";

const square = { latitude: 31.2304, longitude: 121.4737, label: "People's Square" };

test.each([
  ["words", { text: "Hello" }, [{ type: "text", text: "Hello" }]],
  ["a place", { text: "", place: square }, [{ type: "place", place: square }]],
  [
    "words and a place",
    { text: "Here", place: square },
    [
      { type: "text", text: "Here" },
      { type: "place", place: square },
    ],
  ],
  [
    "a place on no globe",
    { text: "Here", place: { ...square, latitude: 91 } },
    [{ type: "text", text: "Here\n📍 People's Square · geo:91,121.4737" }],
  ],
  [
    "a choice",
    { text: "Refund", value: "intent:refund" },
    [{ type: "choice", text: "Refund", value: "intent:refund" }],
  ],
  ["nothing", { text: "" }, []],
])("[C11, X1] what comes from another house as %s is said as that", (_, sent, said) => {
  expect(contentsOf(sent)).toEqual(said);
});
