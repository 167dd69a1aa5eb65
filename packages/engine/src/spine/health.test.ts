import { expect, test } from "vitest";
import type { ChannelHealth, SendResult } from "../services/dialog/contract.ts";
import { watchHealth } from "./health.ts";

/** What is noted of an account whose token is wrong, and of which this came then. */
async function noted(result: SendResult): Promise<string | undefined> {
  const notes: ChannelHealth[] = [];
  const noteHealth = async (note: ChannelHealth) => (notes.push(note), {});
  const health = watchHealth({
    dialog: { noteHealth },
    onError: (error) => {
      throw error;
    },
  });
  health.failed("letters", new Error("The platform does not know the token."));
  health.result("letters", result);
  await health.stop();
  return notes.at(-1)?.error?.says;
}

test.each<[string, SendResult]>([
  ["that it is not connected", { is: "later", reason: "The channel is not connected.", cause: "notConnected" }],
  ["that a window is closed", { is: "blocked", reason: "They wrote too long ago.", cause: "window" }],
  ["that nobody knows who it is for", { is: "failed", reason: "Nobody knows any more who.", cause: "nobody" }],
])("%s does not stand in place of what is wrong with an account", async (_, result) => {
  expect(await noted(result)).toBe("The platform does not know the token.");
});

test("what a platform says of a message is told", async () => {
  expect(await noted({ is: "failed", reason: "It is full." })).toBe("It is full.");
});
