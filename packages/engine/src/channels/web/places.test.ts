import type { QueuePlace } from "@parley/protocol";
import { expect, test } from "vitest";
import { createPlaces } from "./places.ts";

const ANN = { conversationId: "ann", inboxId: "shop" };
const at = (position: number): QueuePlace => ({ position, agentsOnline: 0 });

/** Places, each of which is worked out when the test says so. */
function held() {
  const pushed: string[] = [];
  const failed: unknown[] = [];
  const goOn: ((cause?: Error) => void)[] = [];
  const places = createPlaces({
    withForm: (_, place) =>
      new Promise((resolve, reject) => goOn.push((cause) => (cause ? reject(cause) : resolve(place)))),
    push: (conversationId, { position }) => pushed.push(`${conversationId} ${position}`),
    onError: (cause) => failed.push(cause),
  });
  const over = () => new Promise((resolve) => setImmediate(resolve));
  return { ...places, pushed, failed, goOn, over };
}

test("[H1] a place that is worked out late does not come after a newer one", async () => {
  const { tell, pushed, goOn, over } = held();
  tell(ANN, at(2));
  tell({ ...ANN, conversationId: "bob" }, at(3));
  tell(ANN, at(1));
  goOn[2]?.();
  goOn[1]?.();
  await over();
  goOn[0]?.();
  await over();
  expect(pushed).toEqual(["ann 1", "bob 3"]);
});

test("[H1] who does not wait any more is not told a place that was on its way; the next time they are", async () => {
  const { tell, drop, pushed, goOn, over } = held();
  tell(ANN, at(2));
  drop("ann");
  goOn[0]?.();
  await over();
  tell(ANN, at(1));
  goOn[1]?.();
  await over();
  expect(pushed).toEqual(["ann 1"]);
});

test("[H1] a place that cannot be worked out is said to the operator, and keeps no other back", async () => {
  const { tell, pushed, failed, goOn, over } = held();
  tell(ANN, at(2));
  goOn[0]?.(new Error("The store is gone."));
  await over();
  tell(ANN, at(1));
  goOn[1]?.();
  await over();
  expect(failed).toHaveLength(1);
  expect(pushed).toEqual(["ann 1"]);
});
