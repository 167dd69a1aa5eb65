import { describe, expect, test } from "vitest";
import { wantsPerson } from "./wants-person.ts";

describe("[H6] asks for a person", () => {
  test.each([
    "转人工",
    "我要人工客服",
    "轉人工",
    "人工",
    "能找个真人吗",
    "talk to a human",
    "Can I speak with a real person please?",
    "HUMAN",
    "agent please",
    "put me through to an operator",
  ])("“%s”", (text) => expect(wantsPerson(text)).toBe("clearly"));

  test.each([
    "你是真人吗",
    "是不是人工客服",
    "are you a real person?",
    "Am I talking to a human?",
    "人工智能是什么",
    "who is the agent for my parcel",
    "humane treatment",
  ])("not “%s”", (text) => expect(wantsPerson(text)).toBeUndefined());
});
