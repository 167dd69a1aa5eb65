import { XMLBuilder, XMLParser } from "fast-xml-parser";

/** Fields of a message by name. Numbers stay as they are written: ids are longer than numbers may be. */
export type Fields = Readonly<Record<string, string>>;

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: false,
  trimValues: false,
});
const WORDS = "words";
const builder = new XMLBuilder({ cdataPropName: WORDS, ignoreAttributes: true });

/** The fields of `<xml>`; nothing where it is no such thing. What is nested is left out: no message that is read has it. */
export function readXml(body: string): Fields | undefined {
  // What declares entities is nothing that the platform sends.
  if (/<!DOCTYPE|<!ENTITY/i.test(body) || !/^\s*<xml>[^]*<\/xml>\s*$/.test(body)) return undefined;
  try {
    const { xml } = parser.parse(body) as { xml?: unknown };
    if (typeof xml !== "object" || xml === null) return undefined;
    const fields = Object.entries(xml).filter((field): field is [string, string] => typeof field[1] === "string");
    return Object.fromEntries(fields.filter(([name]) => !name.startsWith("#")));
  } catch {
    return undefined;
  }
}

/** What `writeXml` writes: words as words, numbers as they are, and what is in one another. */
export interface Nested {
  readonly [name: string]: string | number | Nested;
}

/** `<xml>` of fields. Words may have anything in them. */
export const writeXml = (fields: Nested): string => builder.build({ xml: asWritten(fields) });

const asWritten = (fields: Nested): object =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "string" ? { [WORDS]: value } : typeof value === "number" ? value : asWritten(value),
    ]),
  );
