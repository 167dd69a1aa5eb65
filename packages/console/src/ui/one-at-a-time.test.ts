import { expect, test } from "vitest";
import { oneAtATime } from "./one-at-a-time.ts";

test("who presses twice while it is on its way means it once, and may press again when it was answered or refused", async () => {
  const once = oneAtATime();
  let sent = 0;
  let answer = (): void => undefined;
  const send = () => once(() => ((sent += 1), new Promise<void>((resolve) => (answer = resolve))));
  const first = send();
  await send();
  expect(sent).toBe(1);
  answer();
  await first;
  await expect(once(() => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
  void send();
  expect(sent).toBe(2);
});
