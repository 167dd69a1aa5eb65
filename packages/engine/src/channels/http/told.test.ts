import { describe, expect, test } from "vitest";
import { readTold } from "./told.ts";

const read = (said: unknown) => readTold(Buffer.from(typeof said === "string" ? said : JSON.stringify(said)));

describe("what another house says", () => {
  test.each<[string, unknown, unknown]>([
    [
      "words",
      { id: "1", from: { id: "ann" }, text: "Hello" },
      { message: { id: "1", from: { id: "ann" }, text: "Hello" } },
    ],
    [
      "all that there is",
      {
        id: "2",
        from: { id: "ann", name: "Ann", email: "ann@shop.example", phone: "+8613800138000", locale: "zh-CN" },
        text: "这里",
        value: "yes",
        files: [{ url: "https://files.example/a.png", name: "a.png" }],
        place: { latitude: 31.2, longitude: 121.4, label: "上海" },
        at: 1_790_000_000_000,
        unknown: 1,
      },
      {
        message: {
          id: "2",
          from: {
            id: "ann",
            locale: "zh-CN",
            profile: { name: "Ann", email: "ann@shop.example", phone: "+8613800138000" },
          },
          text: "这里",
          value: "yes",
          files: [{ ref: "https://files.example/a.png", name: "a.png" }],
          place: { latitude: 31.2, longitude: 121.4, label: "上海" },
          at: 1_790_000_000_000,
        },
      },
    ],
    [
      "a file without words",
      { id: "3", from: { id: "ann" }, files: [{ url: "https://files.example/a", name: "a" }] },
      { message: { id: "3", from: { id: "ann" }, text: "", files: [{ ref: "https://files.example/a", name: "a" }] } },
    ],
    [
      "what became of a message",
      { receipt: { externalId: "x", state: "read" } },
      { receipt: { externalId: "x", state: "read" } },
    ],
  ])("%s", (_, said, told) => {
    expect(read(said)).toEqual(told);
  });

  test.each<[string, unknown, string]>([
    ["no JSON", "{", "The body is no JSON."],
    ["nothing", "null", "The body:"],
    ["our own words, played back", { type: "message", data: { to: "ann", texts: ["hi"] } }, "id:"],
    ["nobody", { id: "1", text: "Hello" }, "from:"],
    ["an empty name", { id: "", from: { id: "ann" }, text: "Hello" }, "id: must not be empty"],
    ["no words", { id: "1", from: { id: "ann" }, text: " " }, "says nothing"],
    [
      "a file of this machine",
      { id: "1", from: { id: "a" }, files: [{ url: "file:///etc/passwd", name: "a" }] },
      "files.0.url",
    ],
    [
      "a file behind a password",
      { id: "1", from: { id: "a" }, files: [{ url: "https://ann:secret@files.example/a", name: "a" }] },
      "files.0.url: must have no name or password in it",
    ],
    [
      "more than anybody reads",
      { id: "1", from: { id: "a" }, text: "x".repeat(20_001) },
      "text: at most 20000 characters",
    ],
    ["a place on no globe", { id: "1", from: { id: "a" }, place: { latitude: 91, longitude: 0 } }, "place.latitude"],
    ["a state that is none", { receipt: { externalId: "x", state: "sent" } }, "receipt.state"],
  ])("%s is wrong, and why is said", (_, said, wrong) => {
    expect(read(said)).toEqual({ wrong: expect.stringContaining(wrong) as string });
  });
});

test("20,000 characters are taken", () => {
  expect(read({ id: "1", from: { id: "a" }, text: "字".repeat(20_000) })).toHaveProperty("message");
});
