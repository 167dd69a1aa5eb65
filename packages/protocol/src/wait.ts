import * as v from "valibot";

const minutes = v.pipe(v.number(), v.integer(), v.minValue(0));

/** For how many minutes somebody is likely to wait for a person: in eight of ten cases no shorter and no longer (SPEC H19). */
export const Wait = v.object({ from: minutes, until: minutes });
export type Wait = v.InferOutput<typeof Wait>;
