import {
  type Answers,
  ChatError,
  type Form,
  type FormField,
  type FormProblem,
  type Locale,
  Profile,
} from "@parley/protocol";
import * as v from "valibot";
import { labelOf } from "../../../text/in-words.ts";

type Code = FormProblem["code"];

/** Of what is known of people, a fact has no more characters. */
const LONGEST = 200;

/** Why an answer is not taken, to who wrote it. */
const PROBLEMS: Readonly<Record<Locale, Readonly<Record<Code, string>>>> = {
  en: {
    missing: "Please fill this in.",
    tooLong: `Please use at most ${LONGEST} characters.`,
    email: "Please enter an e-mail address such as ann@example.com.",
    phone: "Please enter a phone number.",
    choice: "Please pick one of the choices.",
    unknown: "This is not asked here.",
  },
  "zh-CN": {
    missing: "请填写此项。",
    tooLong: `请勿超过 ${LONGEST} 个字符。`,
    email: "请填写有效的邮箱地址，例如 ann@example.com。",
    phone: "请填写有效的电话号码。",
    choice: "请从选项中选择一项。",
    unknown: "表单中没有这一项。",
  },
};

/** What was written in a form, field by field in the form's order; throws `invalid` with what is wrong with each. */
export function answersTo(form: Form, said: readonly { field: string; value: string }[], locale: Locale) {
  const answers = new Map(said.map(({ field, value }) => [field, value]));
  const strange = [...answers.keys()].filter((field) => !form.fields.some((one) => one.field === field));
  const problems = [
    ...form.fields.flatMap((field) => problemOf(field, answers.get(field.field) ?? "") ?? []),
    ...strange.map((field) => ({ field, code: "unknown" as const })),
  ].map((problem): FormProblem => ({ ...problem, message: PROBLEMS[locale][problem.code] }));
  if (problems.length > 0) throw refused(problems);
  return form.fields.flatMap((asked): Answers["fields"] => {
    const value = answers.get(asked.field) ?? "";
    if (value === "") return [];
    const words = asked.choices?.find((choice) => choice.value === value)?.label;
    const label = labelOf(asked, locale);
    return [{ field: asked.field, label, value, ...(words !== undefined && words !== value && { words }) }];
  });
}

function problemOf(asked: FormField, value: string): { field: string; code: Code } | undefined {
  const code = codeOf(asked, value);
  return code && { field: asked.field, code };
}

function codeOf({ kind, choices = [], required }: FormField, value: string): Code | undefined {
  if (value === "") return required ? "missing" : undefined;
  if (value.length > LONGEST) return "tooLong";
  return kind === "text" || FITS[kind](value, choices) ? undefined : kind;
}

const FITS: Readonly<
  Record<Exclude<FormField["kind"], "text">, (value: string, choices: readonly { value: string }[]) => boolean>
> = {
  email: (value) => v.is(Profile.entries.email, value),
  // Five digits at least, whatever people write between them.
  phone: (value) => value.replaceAll(/\D/g, "").length >= 5,
  choice: (value, choices) => choices.some((choice) => choice.value === value),
};

const refused = (fields: FormProblem[]) =>
  new ChatError(
    "invalid",
    `Some answers cannot be taken: ${fields.map(({ field, code }) => `${field} (${code})`).join(", ")}.`,
    {
      details: { reason: "fields", fields },
    },
  );
