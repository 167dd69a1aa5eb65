import * as v from "valibot";
import type { Incoming, PlatformReceipt } from "../../spine/port.ts";

const words = (most: number) => v.pipe(v.string(), v.maxLength(most, `at most ${most} characters`));
const Name = v.pipe(words(500), v.minLength(1, "must not be empty"));
const Text = words(20_000);
const Url = v.pipe(
  words(4_000),
  v.regex(/^https?:\/\//i, "must begin with https:// or http://"),
  v.url("must be an address"),
  v.check(hasNoPassword, "must have no name or password in it"),
);

function hasNoPassword(address: string): boolean {
  const { username, password } = new URL(address);
  return username === "" && password === "";
}

const From = v.object({
  id: Name,
  name: v.optional(words(200)),
  email: v.optional(words(320)),
  phone: v.optional(words(40)),
  locale: v.optional(words(40)),
});

const Message = v.pipe(
  v.object({
    id: Name,
    from: From,
    text: v.optional(Text, ""),
    value: v.optional(words(200)),
    files: v.optional(v.pipe(v.array(v.object({ url: Url, name: words(300) })), v.maxLength(20, "at most 20"))),
    place: v.optional(
      v.object({
        latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
        longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
        label: v.optional(words(300)),
      }),
    ),
    at: v.optional(v.pipe(v.number(), v.safeInteger())),
  }),
  v.check(({ text, files = [], place }) => text.trim() !== "" || files.length > 0 || !!place, "says nothing"),
);

const Receipt = v.object({
  receipt: v.object({
    externalId: Name,
    state: v.picklist(["delivered", "read", "failed"]),
    reason: v.optional(Text),
  }),
});

/** What another house says: a message of one of its people, what became of one of ours, or why it is neither. */
export type Told = { message: Incoming } | { receipt: PlatformReceipt } | { wrong: string };

/** Reads the body of a request. Pure. */
export function readTold(body: Buffer): Told {
  let said: unknown;
  try {
    said = JSON.parse(body.toString());
  } catch {
    return { wrong: "The body is no JSON." };
  }
  if (typeof said === "object" && said !== null && "receipt" in said) {
    const { success, output, issues } = v.safeParse(Receipt, said);
    return success ? (output as { receipt: PlatformReceipt }) : { wrong: problem(issues) };
  }
  const { success, output, issues } = v.safeParse(Message, said);
  return success ? { message: incoming(output) } : { wrong: problem(issues) };
}

function incoming({ from, files, ...message }: v.InferOutput<typeof Message>): Incoming {
  const { id, locale, ...profile } = from;
  return {
    ...(message as Omit<Incoming, "from" | "files">),
    from: { id, ...(locale && { locale }), ...(Object.keys(profile).length > 0 && { profile }) },
    ...(files && { files: files.map(({ url, name }) => ({ ref: url, name })) }),
  };
}

function problem([issue]: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  return `${v.getDotPath(issue) ?? "The body"}: ${issue.message}`;
}
