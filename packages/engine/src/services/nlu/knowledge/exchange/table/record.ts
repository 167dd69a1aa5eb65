import type { Column, Role } from "./columns.ts";

/** A row by what its columns hold. */
export interface Record {
  line: number;
  /** Every filled cell of these columns, in their order. */
  all(...roles: Role[]): { text: string; language: Column["language"] }[];
  /** The first of them, or an empty text. */
  first(...roles: Role[]): string;
}
