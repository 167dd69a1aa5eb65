import { parsed } from "../shared/parsed.ts";

/** What a gateway tells of a call, whichever it is. */
export interface Told {
  /** As the gateway calls it. */
  call: string;
  /** The caller's number; empty where it is withheld. */
  from: string;
  /** `ringing`, `in-progress`, `completed` ... */
  status: string;
  /** The caller's house vouches that the number is theirs (STIR, attestation A): known when the call begins. */
  vouched?: true;
  /** How long the call took, in seconds, once it is over. */
  seconds?: number;
  /** What was said, and how sure the gateway is of that, from 0 to 1. */
  speech?: string;
  sure?: number;
  /** The keys that were pressed. */
  keys?: string;
  /** What became of a call to somebody else. */
  dialed?: { status: string; seconds: number };
  /** What was recorded, and where it is. */
  recording?: { id: string; url: string; seconds: number };
  /** What was said in a recording. */
  written?: string;
}

/** Characters of what may be said, of what names something, and of a number. */
const [WORDS, NAME, NUMBER] = [8_000, 200, 40];

/** What stands in a field, by the name that TwiML gateways give it; empty where nothing does. */
type Field = (name: string) => string;

/** What a call of a gateway says; nothing where it says nothing that can be read. */
export function readTold(body: Buffer, isJson: boolean): Told | undefined {
  const field = isJson ? fieldsOfJson(body) : fieldsOfForm(body);
  const call = field("CallSid");
  if (call === "" || call.length > NAME) return undefined;
  return {
    call,
    from: numberOf(field("From")),
    status: field("CallStatus").toLowerCase(),
    ...(field("StirVerstat") === "TN-Validation-Passed-A" && { vouched: true as const }),
    ...maybe("seconds", numeral(field("CallDuration"))),
    ...maybe("speech", field("SpeechResult").slice(0, WORDS)),
    ...maybe("sure", numeral(field("Confidence"))),
    ...maybe("keys", field("Digits").slice(0, NUMBER)),
    ...maybe("dialed", dialedOf(field)),
    ...maybe("recording", recordingOf(field)),
    ...maybe("written", field("TranscriptionText").slice(0, WORDS)),
  };
}

function dialedOf(field: Field): Told["dialed"] {
  const status = field("DialCallStatus").toLowerCase();
  return status === "" ? undefined : { status, seconds: numeral(field("DialCallDuration")) ?? 0 };
}

function recordingOf(field: Field): Told["recording"] {
  const url = field("RecordingUrl").slice(0, WORDS);
  const id = field("RecordingSid").slice(0, NAME) || url.slice(-NAME);
  return url === "" ? undefined : { id, url, seconds: numeral(field("RecordingDuration")) ?? 0 };
}

function fieldsOfForm(body: Buffer): Field {
  const fields = new URLSearchParams(body.toString());
  return (name) => fields.get(name)?.trim() ?? "";
}

/** As jambonz calls them. */
const NAMES: Readonly<Record<string, string>> = {
  CallSid: "call_sid",
  From: "from",
  CallStatus: "call_status",
  CallDuration: "duration",
  Digits: "digits",
  DialCallStatus: "dial_call_status",
  DialCallDuration: "dial_call_duration",
};

interface Heard {
  alternatives?: { transcript?: unknown; confidence?: unknown }[];
}

function fieldsOfJson(body: Buffer): Field {
  const told = objectIn(body);
  const { alternatives } = (told["speech"] ?? {}) as Heard;
  const best = Array.isArray(alternatives) ? alternatives[0] : undefined;
  return (name) => {
    if (name === "SpeechResult") return textOf(best?.transcript);
    if (name === "Confidence") return textOf(best?.confidence);
    return textOf(told[NAMES[name] ?? ""]);
  };
}

const textOf = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value).trim() : "");

function objectIn(body: Buffer): Record<string, unknown> {
  const told = parsed(body);
  return typeof told === "object" && told !== null ? (told as Record<string, unknown>) : {};
}

const maybe = <Name extends string, T>(name: Name, value: T | undefined) =>
  (value === undefined || value === "" ? {} : { [name]: value }) as { [Key in Name]?: T };

const numeral = (text: string): number | undefined =>
  text !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined;

/** Names of nobody: numbers that gateways write for callers who do not show theirs, spelled on the keys of a telephone. */
const WITHHELD = ["+266696687", "+86282452253", "+7378742833", "+2562533", "+8656696"];

/** The number of a caller as `+` and digits; nothing where they do not show it. A name at a SIP address is left as it is. */
function numberOf(given: string): string {
  const plain = given.replace(/^(?:sips?|tel):/i, "").slice(0, NAME);
  const number = plain.replaceAll(/[\s().-]/g, "");
  if (WITHHELD.includes(number) || /^(?:anonymous|restricted|unknown|unavailable|private)\b/i.test(plain)) return "";
  return /^\+?\d{3,20}$/.test(number) ? number : plain;
}
