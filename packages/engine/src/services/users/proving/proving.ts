import { createLinkCodes, type LinkParts } from "./link-codes.ts";
import { createProvenValues, type ProvenParts } from "./proven-values.ts";
import type { ProvenValue } from "../contract.ts";

/** Who is the same person across channels, as far as that is proven: by what platforms know of them, or by a code. */
export function createProving(parts: ProvenParts & LinkParts) {
  const values = createProvenValues(parts);
  const { makeLinkCode, useLinkCode, ...codes } = createLinkCodes(parts);

  return {
    take: values.take,
    /** What was proven of visitors goes with what is known of them. */
    async forget(visitorIds: readonly string[]): Promise<void> {
      await values.forget(visitorIds);
      await codes.forget(visitorIds);
    },
    removeExpired: codes.removeExpired,
    calls: {
      makeLinkCode,
      useLinkCode,
      async proven(asked: { visitorId: string; values: ProvenValue[] }) {
        await values.take(asked.visitorId, asked.values);
        return {};
      },
    },
  };
}
export type Proving = ReturnType<typeof createProving>;
