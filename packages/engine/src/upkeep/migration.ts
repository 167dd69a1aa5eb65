import type { AnyDoc } from "../store/document.ts";
import type { SecretKeys } from "../store/secrets/keys.ts";
import type { Change, Store } from "../store/store.ts";

/** What a step of a migration works with. */
export interface Work {
  store: Store;
  /** What secrets are sealed with. */
  keys: SecretKeys;
  /**
   * Looks at every document of a collection and changes those for which there is a change, in batches. Rejects if another node
   * has taken over meanwhile.
   */
  rewrite: (collection: string, changeOf: (doc: AnyDoc) => Change<AnyDoc> | undefined) => Promise<void>;
}

/**
 * One step from a layout of the documents to the next, and back. A step may be cut off anywhere and is then run again from its
 * beginning, in either direction: what is changed already it must leave alone.
 */
export interface Migration {
  /** The version of the layout that it leads to; the one before is the version it begins at. */
  version: number;
  /** What it does, for the operator: "numbers the invoices". */
  says: string;
  /** What stands in the way, in sentences for the operator, found without changing anything. Also asked when cut off before. */
  check?: (store: Store) => Promise<string[]>;
  up: (work: Work) => Promise<void>;
  down: (work: Work) => Promise<void>;
}
