import { expect, test } from "vitest";
import { encrypt } from "./encrypt.ts";
import { browserKeys, decrypt, verifiedVapid } from "./receiver.test.kit.ts";

const bytes = (words: string) => Buffer.from(words, "base64url");
/** RFC 8291, section 5 and appendix A. */
const PUBLISHED = {
  words: "When I grow up, I want to be a watermelon",
  p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  theirs: "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
  own: "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
  salt: "DGv6ra1nlYgDCS1FRnbzlw",
  sealed:
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
};
/** RFC 8292, section 2.4. */
const TOKEN =
  "vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA, k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";

test("[N2] what is encrypted is byte for byte what RFC 8291 publishes", () => {
  const { words, p256dh, auth, own, salt, sealed } = PUBLISHED;
  const once = { salt: bytes(salt), privateKey: bytes(own) };
  expect(encrypt(Buffer.from(words), { p256dh, auth }, once).toString("base64url")).toBe(sealed);
});

test("what reads in the tests reads what RFC 8291 publishes, and nothing of which a bit is another", () => {
  const { words, theirs, auth, sealed } = PUBLISHED;
  const keys = { privateKey: bytes(theirs), auth: bytes(auth) };
  const body = bytes(sealed);
  expect(decrypt(body, keys)).toBe(words);
  for (const at of [0, 30, 90, body.length - 1]) {
    const other = Buffer.from(body);
    other[at] = (other[at] ?? 0) ^ 1;
    expect(() => decrypt(other, keys), `byte ${at}`).toThrow();
  }
});

test("what verifies in the tests takes the signature that RFC 8292 publishes, whose time is over", async () => {
  await expect(verifiedVapid(TOKEN, "https://push.example.net")).rejects.toMatchObject({ code: "ERR_JWT_EXPIRED" });
  await expect(verifiedVapid(TOKEN.replace("i3CY", "i3CZ"), "https://push.example.net")).rejects.toMatchObject({
    code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
  });
});

test("the same words are other bytes each time, and only their browser reads them", () => {
  const [ann, bob] = [browserKeys(), browserKeys()];
  const words = Buffer.from("您有新的回复");
  const sealed = encrypt(words, ann);
  expect(sealed).not.toEqual(encrypt(words, ann));
  expect(ann.read(sealed)).toBe("您有新的回复");
  expect(() => bob.read(sealed)).toThrow();
});
