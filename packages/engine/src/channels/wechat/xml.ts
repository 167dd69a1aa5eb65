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

const CDATA = /<!\[CDATA\[[^]*?\]\]>/g;
/** What XML does not have. A reply with it could not be read. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** The fields of `<xml>`; nothing where it is no such thing. What is nested is left out: no message that is read has it. */
export function readXml(body: string): Fields | undefined {
  // What declares entities is nothing that the platform sends; people may write of it.
  if (/<!DOCTYPE|<!ENTITY/i.test(body.replaceAll(CDATA, "")) || !/^\s*<xml>[^]*<\/xml>\s*$/.test(body))
    return undefined;
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

/** `<xml>` of fields. Words may have anything in them; what XML has not becomes a space. */
export const writeXml = (fields: Nested): string => builder.build({ xml: asWritten(fields) });

const asWritten = (fields: Nested): object =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "string"
        ? { [WORDS]: value.replaceAll(NOT_XML, " ") }
        : typeof value === "number"
          ? value
          : asWritten(value),
    ]),
  );
