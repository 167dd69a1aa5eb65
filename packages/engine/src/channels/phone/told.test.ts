import { expect, test } from "vitest";
import { readTold } from "./told.ts";

const form = (fields: Record<string, string>) => readTold(Buffer.from(new URLSearchParams(fields).toString()), false);
const json = (told: unknown) => readTold(Buffer.from(typeof told === "string" ? told : JSON.stringify(told)), true);

test("a TwiML gateway tells what was said, and how sure it is", () => {
  const fields = {
    CallSid: "CA1",
    From: "+49 30 123",
    CallStatus: "in-progress",
    SpeechResult: " 我要退货 ",
    Confidence: "0.87",
  };
  expect(form(fields)).toEqual({
    call: "CA1",
    from: "+4930123",
    status: "in-progress",
    speech: "我要退货",
    sure: 0.87,
  });
});

test("jambonz tells the same in its own words", () => {
  const speech = { language_code: "en-US", is_final: true, alternatives: [{ transcript: "hello", confidence: 0.9 }] };
  const told = { call_sid: "5f3e", from: "4930123", call_status: "in-progress", reason: "speechDetected", speech };
  expect(json(told)).toEqual({ call: "5f3e", from: "4930123", status: "in-progress", speech: "hello", sure: 0.9 });
  expect(json({ call_sid: "5f3e", from: "4930123", digits: "42" })).toMatchObject({ keys: "42" });
  expect(json({ call_sid: "a", call_status: "completed", duration: 65 })).toMatchObject({
    status: "completed",
    seconds: 65,
  });
  expect(json({ call_sid: "a", dial_call_status: "no-answer" })).toMatchObject({
    dialed: { status: "no-answer", seconds: 0 },
  });
});

test("a gateway tells what was recorded, what was said there, and what became of a call", () => {
  const recording = { RecordingSid: "RE1", RecordingUrl: "https://a.b/RE1", RecordingDuration: "7" };
  expect(form({ CallSid: "CA1", ...recording, TranscriptionText: "hi" })).toMatchObject({
    recording: { id: "RE1", url: "https://a.b/RE1", seconds: 7 },
    written: "hi",
  });
  expect(form({ CallSid: "CA1", DialCallStatus: "Busy" })?.dialed).toEqual({ status: "busy", seconds: 0 });
});

test.each([
  ["anonymous", ""],
  ["Restricted", ""],
  ["+266696687", ""],
  ["+7378742833", ""],
  ["", ""],
  ["tel:+49-30-123", "+4930123"],
  ["sip:ann@house.example", "ann@house.example"],
  ["+4930123", "+4930123"],
])("a caller who shows %j has the number %j", (From, from) => {
  expect(form({ CallSid: "CA1", From })?.from).toBe(from);
});

test.each([
  ["no JSON", "<xml/>"],
  ["nothing", ""],
  ["a list", []],
  ["a word", '"a"'],
  ["nested too deeply", `{"a":${"[".repeat(30_000)}${"]".repeat(30_000)}}`],
  ["a call that is no word", { call_sid: {} }],
  ["a call with a long name", { call_sid: "a".repeat(300) }],
])("of %s nothing is read", (_, body) => {
  expect(json(body)).toBeUndefined();
});

test("what is of another kind than it should be is left out", () => {
  const odd = {
    call_sid: "a",
    from: 7,
    call_status: null,
    speech: { alternatives: "x" },
    duration: "long",
    digits: [],
  };
  expect(json(odd)).toEqual({ call: "a", from: "7", status: "" });
  expect(form({ CallSid: "a", CallDuration: "x", Confidence: "NaN" })).toEqual({ call: "a", from: "", status: "" });
});
