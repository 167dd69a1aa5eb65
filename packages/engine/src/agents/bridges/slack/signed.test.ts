import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isSigned } from "./signed.ts";

/** Published by Slack in its page on verifying requests. */
const PUBLISHED = {
  secret: "8f742231b10e8888abcd99yyyzzz85a5",
  timestamp: "1531420618",
  body: Buffer.from(
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
  ),
  signature: "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
};
const now = Number(PUBLISHED.timestamp) * 1_000;

describe("Slack's signature", () => {
  const { secret, timestamp, body, signature } = PUBLISHED;

  test("the published one counts", () => {
    expect(isSigned(body, { signature, timestamp }, { secret, now })).toBe(true);
  });

  test("with any bit of the body turned it does not", () => {
    for (let bit = 0; bit < body.length * 8; bit += 1) {
      const turned = Buffer.from(body);
      turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(isSigned(turned, { signature, timestamp }, { secret, now })).toBe(false);
    }
  });

  test.each([-301, 301])("%i seconds away it does not", (seconds) => {
    expect(isSigned(body, { signature, timestamp }, { secret, now: now + seconds * 1_000 })).toBe(false);
  });

  test.each([-300, 300])("%i seconds away it does", (seconds) => {
    expect(isSigned(body, { signature, timestamp }, { secret, now: now + seconds * 1_000 })).toBe(true);
  });

  test.each([undefined, "", "v0=", "v1=abc", signature.slice(0, -1), signature.replace("v0", "v1")])(
    "%s is none",
    (given) => {
      expect(isSigned(body, { signature: given, timestamp }, { secret, now })).toBe(false);
    },
  );

  test.each([undefined, "", "1e9", "-1", "1531420618.5", "9".repeat(40)])("%s is no time", (given) => {
    const due = createHmac("sha256", secret).update(`v0:${given}:`).update(body).digest("hex");
    expect(isSigned(body, { signature: `v0=${due}`, timestamp: given }, { secret, now })).toBe(false);
  });
});
