import type { FieldTexts } from "../asking.ts";

/** Of cards, forms, places and quotes, in one language. */
export interface RichTexts {
  reply: string;
  /** Ends a reply that was begun. */
  cancel: string;
  /** To what is quoted. */
  toQuoted: string;
  previous: string;
  next: string;
  submit: string;
  /** Of a form that was filled in. */
  sent: string;
  /** Where it was filled in elsewhere. */
  already: string;
  place: string;
  map: string;
  /** Gives the visitor what was said as a text. */
  save: string;
  /** Of the fields of a form. */
  asking: FieldTexts;
}
