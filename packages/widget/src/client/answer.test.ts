import type { Asks } from "@parley/protocol";
import { expect, test } from "vitest";
import { introduce } from "./introduce.ts";

test("[Q1] what a site says with an empty text is no answer: it is still asked", async () => {
  const fields = ["name", "email", "phone", "attributes.plan", "attributes.seat"].map((field) => ({
    field,
    kind: "text" as const,
  }));
  const asks: { value: Asks | undefined } = { value: { fields } };
  await introduce({
    asks,
    profile: { name: "Ann", email: "", phone: " ", attributes: { plan: "", seat: 0 } },
    locale: "en",
    refuse: () => {},
    greet: async () => {},
    // As the engine answers: what is emptied is taken too (SPEC I1).
    transport: {
      request: async () => ({ ok: true, value: { taken: fields.map(({ field }) => field), refused: [] } }) as never,
    },
  });
  expect(asks.value?.fields.map(({ field }) => field)).toEqual(["email", "phone", "attributes.plan"]);
});
