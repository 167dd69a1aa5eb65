import type { Place } from "../problem.ts";
import type { Collector } from "../reading.ts";

/** A JSON file on its way to a reader of one format. */
export interface JsonSource {
  value: unknown;
  file: string;
  /** Where in the file a name stands. */
  at(name: string): Place;
  collect: Collector;
}

/** A format of JSON: whether a value is in it, and how it is read. */
export interface JsonFormat {
  name: string;
  is(value: unknown, file: string): boolean;
  read(source: JsonSource): void;
}
