import {
  type Asked,
  asksIn,
  isAttribute,
  type AsksSettings,
  Profile,
  type RefusedField,
  type VisitorContent,
} from "@parley/protocol";
import * as v from "valibot";

type Said = Record<string, unknown>;
type Problem = Pick<RefusedField, "code" | "message">;

/** What marks an attribute of the site's own. */
const ATTRIBUTE = "attributes.";

/** Whether something of somebody is known. */
export function isKnown({ attributes = {}, ...own }: Profile, field: string): boolean {
  const [known, name] = isAttribute(field) ? [attributes, field.slice(ATTRIBUTE.length)] : [own, field];
  return Object.hasOwn(known, name) && (known as Record<string, unknown>)[name] !== "";
}

/** What somebody wrote in the form of a message, as they would say it of themselves by `identify`: only what the form asks (SPEC Q5). */
export function saidIn(
  { fields = [] }: Pick<Extract<VisitorContent, { type: "left" }>, "fields">,
  form: { fields?: readonly { field: string }[] | undefined } = {},
): Said {
  const asked = new Set(form.fields?.map(({ field }) => field));
  const answers = fields.filter(({ field }) => asked.has(field));
  const isOwn = ({ field }: { field: string }) => !isAttribute(field);
  const attributes = answers
    .filter((one) => !isOwn(one))
    .map(({ field, value }) => [field.slice(ATTRIBUTE.length), value] as const);
  return {
    ...Object.fromEntries(answers.filter(isOwn).map(({ field, value }) => [field, value])),
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
  };
}

/** What is said, without what does not answer what an inbox asks (SPEC Q2): a pick that is none, no address, no number. */
export function answersTo(
  { fields }: Pick<AsksSettings, "fields"> = {},
  said: Said,
): { said: Said; refused: RefusedField[] } {
  const own = new Map(Object.entries(said));
  const attributes = isRecord(said["attributes"]) ? new Map(Object.entries(said["attributes"])) : undefined;
  const refused: RefusedField[] = [];
  // What is kept of a choice is the same in each language.
  for (const asked of asksIn("en", { fields }, () => "").fields) {
    const { field } = asked;
    const isAttribute = field.startsWith(ATTRIBUTE);
    const place = isAttribute ? attributes : own;
    const name = isAttribute ? field.slice(ATTRIBUTE.length) : field;
    const problem = problemOf(asked, place?.get(name));
    if (!problem) continue;
    place?.delete(name);
    refused.push({ field, code: problem.code, message: `${field}: ${problem.message}` });
  }
  const facts = attributes && { attributes: Object.fromEntries(attributes) };
  return { said: { ...Object.fromEntries(own), ...facts }, refused };
}

const isRecord = (value: unknown): value is Said =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What is neither words nor a number is no fact at all (SPEC I1), and an empty text takes one away. */
function problemOf({ kind, choices = [] }: Asked, value: unknown): Problem | undefined {
  if (!["string", "number", "boolean"].includes(typeof value)) return undefined;
  const answer = String(value).trim();
  if (answer === "" || FITS[kind](answer, choices)) return undefined;
  return PROBLEMS[kind];
}

type Choices = NonNullable<Asked["choices"]>;

const FITS: Readonly<Record<Asked["kind"], (answer: string, choices: Choices) => boolean>> = {
  text: () => true,
  email: (answer) => v.is(Profile.entries.email, answer),
  // Five digits at least, whatever people write between them.
  phone: (answer) => answer.replaceAll(/\D/g, "").length >= 5,
  choice: (answer, choices) => choices.some(({ value }) => value === answer),
};

const PROBLEMS: Readonly<Record<Asked["kind"], Problem | undefined>> = {
  text: undefined,
  email: { code: "email", message: "is no e-mail address." },
  phone: { code: "kind", message: "must be a phone number." },
  choice: { code: "kind", message: "must be one of the choices." },
};
