import { createHmac } from "node:crypto";
import type { Proof } from "@parley/protocol";
import { SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, test } from "vitest";
import { verifyProof } from "./verify.ts";

const now = Date.UTC(2026, 0, 15);
const second = now / 1_000;
const [ours, older, theirs] = ["our secret", "the one before it", "another inbox's secret"];
const how = { keys: [{ secret: older }, { secret: ours }], inboxId: "web", now };

type Claims = Record<string, unknown>;
const sign = (claims: Claims, secret = ours, header: object = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg: "HS256", ...header }).sign(new TextEncoder().encode(secret));
const fine: Claims = { sub: "42", exp: second + 3_600 };
const outcome = async (proof: Proof) => {
  const verified = await verifyProof(proof, how);
  return "code" in verified ? verified.code : verified.userId;
};

describe("[I3] a JWT", () => {
  test.each<[string, Claims, string]>([
    ["of a user", fine, "42"],
    ["whose user has a number", { ...fine, sub: 42 }, "42"],
    ["with a name in Chinese for an id", { ...fine, sub: "用户一" }, "用户一"],
    ["that ends in 24 hours and 60 seconds", { ...fine, exp: second + 86_460 }, "42"],
    ["that ended a minute ago by our clock", { ...fine, exp: second - 59 }, "42"],
    ["that was made in a minute by our clock", { ...fine, iat: second + 60 }, "42"],
    ["for this inbox", { ...fine, aud: "web" }, "42"],
    ["for this inbox among others", { ...fine, aud: ["shop", "web"] }, "42"],
    ["by whomever", { ...fine, iss: "https://shop.example" }, "42"],
    ["of nobody", { exp: fine["exp"] }, "noUser"],
    ["of a blank", { ...fine, sub: " " }, "noUser"],
    ["of a list", { ...fine, sub: ["42"] }, "noUser"],
    ["of too long an id", { ...fine, sub: "x".repeat(201) }, "noUser"],
    ["without an end", { sub: "42" }, "noExpiry"],
    ["whose end is a word", { ...fine, exp: "tomorrow" }, "noExpiry"],
    ["that has ended", { ...fine, exp: second - 61 }, "expired"],
    ["that ends too late", { ...fine, exp: second + 86_461 }, "tooLong"],
    ["made in milliseconds", { ...fine, exp: now + 3_600_000 }, "tooLong"],
    ["that was made in the future", { ...fine, iat: second + 61 }, "notYet"],
    ["that begins in the future", { ...fine, nbf: second + 61 }, "notYet"],
    ["for another inbox", { ...fine, aud: "shop" }, "audience"],
    ["for nobody", { ...fine, aud: [] }, "audience"],
  ])("%s", async (_, claims, expected) => expect(await outcome({ token: await sign(claims) })).toBe(expected));

  test("signed with either key counts, and with no other", async () => {
    expect(await outcome({ token: await sign(fine, older) })).toBe("42");
    expect(await outcome({ token: await sign(fine, theirs) })).toBe("signature");
    expect(await verifyProof({ token: await sign(fine) }, { ...how, keys: [] })).toMatchObject({ code: "signature" });
    expect(await verifyProof({ token: await sign(fine, " ") }, { ...how, keys: [] })).toMatchObject({
      code: "signature",
    });
  });

  test("signed by nobody, in another way, or changed afterwards is refused", async () => {
    expect(await outcome({ token: new UnsecuredJWT(fine).encode() })).toBe("algorithm");
    expect(await outcome({ token: await sign(fine, ours, { alg: "HS512" }) })).toBe("algorithm");
    const [header, , signature] = (await sign(fine)).split(".");
    const other = Buffer.from(JSON.stringify({ ...fine, sub: "1" })).toString("base64url");
    expect(await outcome({ token: `${header}.${other}.${signature}` })).toBe("signature");
  });

  test.each(["", ".", "a.b.c", "ey.ey.ey", "x".repeat(8_192), "null", "令牌"])("that is %j is none", async (token) =>
    expect(await outcome({ token })).toBe("malformed"),
  );

  test("says what it says, and nothing that nobody asked for", async () => {
    const said = { name: "Ann", email: 5, attributes: { plan: "gold" } };
    expect(await verifyProof({ token: await sign({ ...fine, ...said, role: "admin", userId: "1" }) }, how)).toEqual({
      userId: "42",
      said,
    });
  });
});

describe("[I4] the hash of a user's id", () => {
  const hash = (id: string, secret = ours) => createHmac("sha256", secret).update(id).digest("hex");

  test.each<[string, Proof, string]>([
    ["of words", { userId: "ann@shop.example", hash: hash("ann@shop.example") }, "ann@shop.example"],
    ["of a number", { userId: 42, hash: hash("42") }, "42"],
    ["in Chinese", { userId: "用户一", hash: hash("用户一", older) }, "用户一"],
    ["in capitals", { userId: 42, hash: hash("42").toUpperCase() }, "42"],
    ["of somebody else", { userId: 42, hash: hash("43") }, "signature"],
    ["by another inbox's key", { userId: 42, hash: hash("42", theirs) }, "signature"],
    ["cut short", { userId: 42, hash: hash("42").slice(1) }, "signature"],
    ["that is none", { userId: 42, hash: "" }, "signature"],
    ["of nobody", { userId: " ", hash: hash(" ") }, "noUser"],
  ])("%s", async (_, proof, expected) => expect(await outcome(proof)).toBe(expected));
});
