import { describe, expect, test } from "vitest";
import { accountOf } from "./account.ts";
import { setup } from "./setup.ts";

const KEY = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

function read(
  settings: Record<string, unknown>,
  secret = "token",
  address: string | undefined = "https://a.b/channels/p/",
) {
  const inbox = { id: "p", channel: "phone", name: "p", enabled: true, settings };
  return accountOf({ inbox, secrets: { secret }, ...(address !== undefined && { address }) });
}

describe("what is set of a number", () => {
  test("usual things are not asked for", () => {
    const account = read({ gateway: "twilio" });
    expect(account).toMatchObject({
      api: "https://api.twilio.com",
      language: "en",
      isRecorded: false,
      music: "https://a.b/channels/p/music.wav",
      deadline: 2_000,
    });
    expect(account.numberOf("Vera")).toBeUndefined();
  });

  test.each([
    ["Vera = +49 30 123, Ben=+86-13800000000", "vera", "+4930123"],
    ["Vera = +49 30 123, Ben=+86-13800000000", "Ben", "+8613800000000"],
    ["小王：＋8613800000000".replace("＋", "+"), "小王", "+8613800000000"],
    ["Vera = +49 30 123", "Ben", "+4930999"],
    ["", "Ben", "+4930999"],
  ])("of %j the telephone of %s is %s, where the team has one", (numbers, name, number) => {
    expect(read({ gateway: "twilio", numbers, team: "+49 (30) 999" }).numberOf(name)).toBe(number);
  });

  test.each([
    ["twilio", "on", true],
    ["twilio", "off", false],
    // It records nothing, so that nobody shall be told that it does.
    ["jambonz", "on", false],
  ])("calls by %s, with recording %s, are recorded: %s", (gateway, recording, isRecorded) => {
    expect(read({ gateway, recording }).isRecorded).toBe(isRecorded);
  });

  test("nobody takes longer than two seconds", () => {
    expect(read({ gateway: "twilio", deadline: 60_000 }).deadline).toBe(2_000);
    expect(read({ gateway: "twilio", deadline: 300 }).deadline).toBe(300);
  });

  test.each<[string, Record<string, unknown>, string, string]>([
    ["no gateway", {}, "t", "one of twilio, signalwire, telnyx, jambonz"],
    ["another gateway", { gateway: "carrier pigeon" }, "t", "one of"],
    ["no token", { gateway: "twilio" }, " ", "no token"],
    ["no key of Telnyx", { gateway: "telnyx" }, "", "32 bytes"],
    ["no number", { gateway: "twilio", numbers: "Vera = call me" }, "t", "the telephone of Vera"],
    ["an API with a password", { gateway: "signalwire", api: "https://a:b@c.d" }, "t", "no name or password"],
  ])("%s is told", (_, settings, secret, problem) => {
    expect(() => read(settings, secret)).toThrow(problem);
  });

  test("an engine that was not told its own address is told so", () => {
    const inbox = { id: "p", channel: "phone", name: "p", enabled: true, settings: { gateway: "twilio" } };
    expect(() => accountOf({ inbox, secrets: { secret: "t" } })).toThrow("PUBLIC_URL");
  });

  test("Telnyx needs a key, and no token", () => {
    expect(read({ gateway: "telnyx", publicKey: KEY }, "").key?.type).toBe("public");
  });
});

test("the page that sets it up says everything in both languages, and where the gateway calls", () => {
  for (const words of [
    setup.name,
    setup.guide,
    ...setup.fields.flatMap(({ label, hint }) => (hint ? [label, hint] : [label])),
  ]) {
    expect(words["zh-CN"]).toMatch(/[\p{Script=Han}A-Z]/u);
    expect(words.en).not.toMatch(/\p{Script=Han}/u);
  }
  expect(setup.guide.en).toContain("`{address}status`");
  expect(setup.guide["zh-CN"]).toContain("`{address}status`");
  expect(KEY).toMatch(new RegExp(`^(?:${setup.fields.find(({ key }) => key === "publicKey")?.pattern})$`));
});
