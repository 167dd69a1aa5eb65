import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isSignedByKey, isSignedBySecret, isSignedByToken, publicKeyOf, type Signed } from "./signatures.ts";

const TOKEN = "12345";
const PAGE = "https://mycompany.com/myapp.php?foo=1&bar=2";
const CALLER = "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212";
const OTHER = "CallSid=CA1234567890ABCDE&Caller=%2B12349013030&Digits=1234&From=%2B12349013030&To=%2B18005551212";
const HASH = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

/** As published, of the token `12345`: where was called, with what, and its signature. */
const VECTORS: [name: string, url: string, body: string, signature: string][] = [
  ["a form", PAGE, CALLER, "RSOYDt4T1cUTdK1PDd93/VVr8B8="],
  ["another caller", PAGE, OTHER, "0/KCTR6DLpKmkAf8muzZqo1nDgQ="],
  ["a port", "http://mycompany.com:1234/myapp.php?foo=1&bar=2", CALLER, "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="],
  ["the usual port, which is signed", PAGE, CALLER, "kvajT1Ptam85bY51eRf/AJRuM3w="],
  [
    "a field that is there twice",
    PAGE,
    "MessagingBinding.Address=%2B1325xxxxxxx&MessagingBinding.Address=%2B1415xxxxxxx",
    "83O6e2vORAoJHUNzJjDWN1jz+BA=",
  ],
  [
    "values that repeat",
    PAGE,
    "Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234",
    "IK+Dwps556ElfBT0I3Rgjkr1wJU=",
  ],
  ["JSON", `${PAGE}&bodySHA256=${HASH}`, '{"property": "value", "boolean": true}', "a9nBmqA0ju/hNViExpshrM61xv4="],
];

const headed = (headers: Record<string, string>) => (name: string) => headers[name];
const called = (url: string, body: string | Buffer, signature: string): Signed => ({
  url,
  body: Buffer.from(body),
  header: headed({ "x-twilio-signature": signature }),
});

/** A text with one of its bits the other way, for each bit. */
function* flips(text: string): Generator<Buffer> {
  for (let bit = 0; bit < Buffer.byteLength(text) * 8; bit += 1) {
    const bytes = Buffer.from(text);
    bytes.writeUInt8((bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
    yield bytes;
  }
}

const meaning = (body: string | Buffer) =>
  JSON.stringify([...new URLSearchParams(body.toString())].map((field) => field.join("=")).toSorted());

describe("over the address and the form", () => {
  test.each(VECTORS)("the published vector of %s", (_, url, body, signature) => {
    expect(isSignedByToken(TOKEN, called(url, body, signature))).toBe(true);
    const signalWire = { ...called(url, body, ""), header: headed({ "x-signalwire-signature": signature }) };
    expect(isSignedByToken(TOKEN, signalWire)).toBe(true);
  });

  test.each(VECTORS)("every flipped bit is refused: %s", (_, url, body, signature) => {
    for (const wrong of flips(url))
      expect(isSignedByToken(TOKEN, called(wrong.toString(), body, signature))).toBe(false);
    for (const wrong of flips(signature)) {
      expect(isSignedByToken(TOKEN, called(url, body, wrong.toString("latin1")))).toBe(false);
    }
    for (const wrong of flips(TOKEN)) {
      expect(isSignedByToken(wrong.toString("latin1"), called(url, body, signature))).toBe(false);
    }
    // `%2b` is `%2B`: a form that says the same is the same.
    const others = [...flips(body)].filter((wrong) => url.includes("bodySHA256") || meaning(wrong) !== meaning(body));
    for (const wrong of others) expect(isSignedByToken(TOKEN, called(url, wrong, signature))).toBe(false);
  });

  test("what has no signature, or is called where nothing is, is refused", () => {
    expect(isSignedByToken(TOKEN, { ...called(PAGE, CALLER, ""), header: () => undefined })).toBe(false);
    expect(isSignedByToken(TOKEN, called("nowhere", CALLER, "RSOYDt4T1cUTdK1PDd93/VVr8B8="))).toBe(false);
  });
});

const NOW = 1_800_000_000_000;
const AT = String(NOW / 1_000);
const BODY = "CallSid=v3%3A1&From=%2B4930123&SpeechResult=%E4%BD%A0%E5%A5%BD";

describe("with Ed25519", () => {
  // The first test of RFC 8032: its key and its signature of nothing at all.
  const RFC = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const key = publicKeyOf(publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64"));
  const signed = (at: string, body: string) => sign(null, Buffer.from(`${at}|${body}`), privateKey).toString("base64");
  const telnyx = (given: string, at: string, body: string | Buffer): Signed => ({
    url: PAGE,
    body: Buffer.from(body),
    header: headed({ "telnyx-signature-ed25519": given, "telnyx-timestamp": at }),
  });

  test("a key is 32 bytes, as published", () => {
    expect(publicKeyOf(RFC).export({ format: "jwk" })).toMatchObject({
      crv: "Ed25519",
      x: RFC.replace("/", "_").replace("=", ""),
    });
    expect(() => publicKeyOf("c2hvcnQ=")).toThrow("32 bytes");
  });

  test("what was signed just now is taken, and every flipped bit refused", () => {
    const good = signed(AT, BODY);
    expect(isSignedByKey(key, telnyx(good, AT, BODY), NOW)).toBe(true);
    for (const wrong of flips(BODY)) expect(isSignedByKey(key, telnyx(good, AT, wrong), NOW)).toBe(false);
    for (const wrong of flips(AT))
      expect(isSignedByKey(key, telnyx(good, wrong.toString("latin1"), BODY), NOW)).toBe(false);
    for (const wrong of flips(good)) {
      expect(isSignedByKey(key, telnyx(wrong.toString("latin1"), AT, BODY), NOW)).toBe(false);
    }
  });

  test.each([-301, 301])("what was signed %i seconds from now is refused", (seconds) => {
    const at = String(Number(AT) + seconds);
    expect(isSignedByKey(key, telnyx(signed(at, BODY), at, BODY), NOW)).toBe(false);
  });
});

describe("as jambonz does", () => {
  const SECRET = "wh_secret_1";
  const JSON_BODY = '{"call_sid":"5f3e0d5f","from":"+447777777777","call_status":"ringing"}';
  const signed = (at: string, body: string) => createHmac("sha256", SECRET).update(`${at}.${body}`).digest("hex");
  const jambonz = (header: string, body: string | Buffer): Signed => ({
    url: PAGE,
    body: Buffer.from(body),
    header: headed({ "jambonz-signature": header }),
  });

  test("what was signed just now is taken, also beside another signature, and every flipped bit refused", () => {
    const good = `t=${AT},v1=${signed(AT, JSON_BODY)}`;
    expect(isSignedBySecret(SECRET, jambonz(good, JSON_BODY), NOW)).toBe(true);
    expect(isSignedBySecret(SECRET, jambonz(`${good.replace("v1", "v0")},${good}`, JSON_BODY), NOW)).toBe(true);
    for (const wrong of flips(JSON_BODY)) expect(isSignedBySecret(SECRET, jambonz(good, wrong), NOW)).toBe(false);
    for (const wrong of flips(good))
      expect(isSignedBySecret(SECRET, jambonz(wrong.toString("latin1"), JSON_BODY), NOW)).toBe(false);
  });

  test.each(["", "t=,v1=", "v1=abc", `t=${AT}`, "t=1,v1=abc"])("a header of %j is refused", (header) => {
    expect(isSignedBySecret(SECRET, jambonz(header, JSON_BODY), NOW)).toBe(false);
  });
});
