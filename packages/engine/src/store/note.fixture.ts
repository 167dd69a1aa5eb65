import type { Doc } from "./store.ts";

/** The documents of the suites. */
export interface Note extends Doc {
  thread?: string;
  seq?: number;
  open?: boolean;
  author?: { name: string; tags?: (string | null)[] };
  text?: string;
}
