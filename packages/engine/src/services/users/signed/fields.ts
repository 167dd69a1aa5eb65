import { Profile, type RefusedField } from "@parley/protocol";
import * as v from "valibot";
import { MAX_ATTRIBUTES } from "../profile.ts";

type Code = RefusedField["code"];

/** What is known of a visitor, and which of it was proven: `attributes.plan` is an attribute. */
export interface Known {
  profile: Profile;
  proven?: readonly string[] | undefined;
}

export interface Introduced {
  profile: Profile;
  proven: string[];
  taken: string[];
  refused: RefusedField[];
}

/** A field as it was said: how people are told of it, and its name where it is kept. */
interface Said {
  field: string;
  name: string;
  isAttribute: boolean;
  value: unknown;
}

const OWN: readonly string[] = ["name", "email", "phone", "userId"];
const MOST = 200;

const MESSAGES: Readonly<Record<Code, string>> = {
  kind: "must be text or a number; an attribute also true or false",
  tooLong: `must have at most ${MOST} characters`,
  email: "is no e-mail address",
  name: "names of attributes have 1 to 50 characters, do not begin with $ and hold no dot",
  tooMany: `a visitor can have at most ${MAX_ATTRIBUTES} attributes`,
  proven: "was proven by the site and stays",
  unknown: "is no field; what is the site's own belongs into attributes",
};

/**
 * The profile with what was said now, field by field (SPEC I1): what cannot be taken is named with the reason, and takes nothing else along. An
 * empty text removes a field. What was proven is changed by a proof only; an empty text in one takes back what was proven, not what was said (SPEC I2).
 */
export function introduced(known: Known, said: Record<string, unknown>, isProof: boolean): Introduced {
  const places = placesOf(known.profile);
  const proven = provenIn(places, known.proven);
  const fixed = new Set(isProof ? [] : proven);
  const taken: string[] = [];
  const refused: RefusedField[] = [];

  for (const one of fieldsOf(said)) {
    const { field, name } = one;
    const place = placeOf(places, one);
    const value = asKept(one);
    const stays = fixed.has(field) && place.get(name) !== value && ("proven" as const);
    const code = stays || problemOf(one, value, places.attributes);
    if (code) refused.push({ field, code, message: `${field}: ${MESSAGES[code]}.` });
    else {
      taken.push(field);
      put(place, name, value, isProof && !proven.has(field));
      if (isProof && value !== "") proven.add(field);
    }
  }
  return { profile: profileOf(places), proven: [...provenIn(places, [...proven])], taken, refused };
}

/** The fields of a profile, and its attributes. */
interface Places {
  own: Map<string, unknown>;
  attributes: Map<string, unknown>;
}

function placesOf({ attributes = {}, ...own }: Profile): Places {
  return { own: new Map(Object.entries(own)), attributes: new Map(Object.entries(attributes)) };
}

function profileOf({ own, attributes }: Places): Profile {
  const facts = attributes.size > 0 && { attributes: Object.fromEntries(attributes) };
  return { ...Object.fromEntries(own), ...facts } as Profile;
}

/** An empty text removes, unless what is there `stays` then. */
function put(place: Map<string, unknown>, name: string, value: unknown, stays: boolean): void {
  if (value !== "") place.set(name, value);
  else if (!stays) place.delete(name);
}

const placeOf = ({ own, attributes }: Places, { isAttribute }: Said) => (isAttribute ? attributes : own);

const ATTRIBUTE = "attributes.";

/** Of what was proven, what there still is. */
function provenIn({ own, attributes }: Places, proven: readonly string[] = []): Set<string> {
  const isThere = (field: string) =>
    field.startsWith(ATTRIBUTE) ? attributes.has(field.slice(ATTRIBUTE.length)) : own.has(field);
  return new Set(proven.filter(isThere));
}

function fieldsOf(said: Record<string, unknown>): Said[] {
  return Object.entries(said).flatMap(([field, value]): Said[] => {
    if (value === undefined) return [];
    if (field !== "attributes" || typeof value !== "object" || value === null || Array.isArray(value)) {
      return [{ field, name: field, isAttribute: false, value }];
    }
    const each = Object.entries(value).filter(([, one]) => one !== undefined);
    return each.map(([name, one]) => ({
      field: `${ATTRIBUTE}${name}`,
      name,
      isAttribute: true,
      value: one as unknown,
    }));
  });
}

/** Texts without blanks at their ends; a number is the text of it, but in an attribute. */
function asKept({ value, isAttribute }: Said): unknown {
  if (typeof value === "string") return value.trim();
  return !isAttribute && typeof value === "number" ? String(value) : value;
}

const problemOf = ({ name, isAttribute }: Said, value: unknown, attributes: ReadonlyMap<string, unknown>) =>
  isAttribute ? problemOfAttribute(name, value, attributes) : problemOfField(name, value);

function problemOfField(field: string, value: unknown): Code | undefined {
  if (!OWN.includes(field)) return field === "attributes" ? "kind" : "unknown";
  if (typeof value !== "string") return "kind";
  if (value.length > MOST) return "tooLong";
  return field === "email" && !v.is(Profile.entries.email, value) ? "email" : undefined;
}

function problemOfAttribute(name: string, value: unknown, known: ReadonlyMap<string, unknown>): Code | undefined {
  // Databases and JavaScript give such names a meaning of their own.
  if (name === "" || name.length > 50 || /^\$|[.\0]|^(__proto__|prototype|constructor)$/.test(name)) return "name";
  if (typeof value === "string" && value.length > MOST) return "tooLong";
  if (!["string", "number", "boolean"].includes(typeof value)) return "kind";
  return !known.has(name) && known.size >= MAX_ATTRIBUTES ? "tooMany" : undefined;
}
