import { generateKeyPairSync } from "node:crypto";
import { createTransport } from "nodemailer";
import { expect, test } from "vitest";
import { readMail } from "./mail.ts";
import { byOurServer, judge, type Envelope } from "./verdict.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const record = publicKey.export({ type: "spki", format: "der" }).toString("base64");

/** Names of the world, as the tests have them. */
const names: Record<string, string> = {
  "s1._domainkey.people.example": `v=DKIM1; k=rsa; p=${record}`,
  "_dmarc.people.example": "v=DMARC1; p=reject",
  "people.example": "v=spf1 ip4:192.0.2.10 -all",
  "s1._domainkey.evil.example": `v=DKIM1; k=rsa; p=${record}`,
};
function resolver(name: string, type: string): Promise<string[][]> {
  const found = type === "TXT" ? names[name] : undefined;
  if (found !== undefined) return Promise.resolve([[found]]);
  return Promise.reject(Object.assign(new Error(`There is no ${name}.`), { code: "ENOTFOUND" }));
}

/** A mail, as its sender's server signs it. */
async function signed(domain: string | undefined, from = "Ann <ann@people.example>"): Promise<Buffer> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  const { message } = await transport.sendMail({
    from,
    to: "support@shop.example",
    subject: "Order 12",
    text: "Where is it?",
    ...(domain !== undefined && { dkim: { domainName: domain, keySelector: "s1", privateKey: pem } }),
  });
  return message as Buffer;
}
async function judged(raw: Buffer, envelope: Envelope = {}) {
  return await judge(raw, await readMail(raw), envelope, { resolver, mta: "shop.example" });
}
const theirs = { ip: "192.0.2.10", helo: "mx.people.example", mailFrom: "ann@people.example" };
const another = { ...theirs, ip: "192.0.2.66" };

test("what is signed by its domain is proven, from wherever it came", async () => {
  const raw = await signed("people.example");
  expect([await judged(raw), await judged(raw, another)]).toEqual(["pass", "pass"]);
});

test("what was changed on the way, signed by another domain, or not signed is proven by nothing; by who hands it over it may be disproven", async () => {
  const changed = Buffer.from(
    (await signed("people.example")).toString("latin1").replace("Where is it", "Send it to me"),
    "latin1",
  );
  for (const raw of [changed, await signed("evil.example"), await signed(undefined)]) {
    expect([await judged(raw), await judged(raw, another), await judged(raw, theirs)]).toEqual([
      "none",
      "fail",
      "pass",
    ]);
  }
});

test("a domain that says nothing of itself proves nothing", async () => {
  expect(await judged(await signed(undefined, "joe@nowhere.example"), theirs)).toBe("none");
});

test("two senders, or none, are nobody", async () => {
  expect(await judged(await signed("people.example", "ann@people.example, bob@people.example"))).toBe("fail");
  expect(await judged(Buffer.from("Subject: hi\r\n\r\nhi\r\n"))).toBe("fail");
});

test("where names cannot be looked up nothing is proven", async () => {
  const raw = await signed("people.example");
  const parts = { resolver: () => Promise.reject(new Error("The network is away.")), mta: "shop.example" };
  expect(await judge(raw, await readMail(raw), {}, parts)).toBe("none");
});

test("who has names looked up for ever, or signs too often, is no better than who is disproven", async () => {
  const raw = await signed(undefined);
  const parts = { resolver: () => Promise.reject(new Error("The network is away.")), mta: "shop.example" };
  const broken = {
    ...parts,
    resolver: () => {
      throw new Error("Too late.");
    },
  };
  expect(await judge(raw, await readMail(raw), another, broken)).not.toBe("pass");
  const often = Buffer.concat([Buffer.from("DKIM-Signature: v=1; d=evil.example\r\n".repeat(11)), raw]);
  expect(await judged(often)).toBe("fail");
});

test("without From nobody is known by Sender", async () => {
  expect(await judged(Buffer.from("Sender: ann@people.example\r\n\r\nhi\r\n"), another)).toBe("fail");
});

const ours = "Authentication-Results: mx.shop.example;";
const house = "Received: by 10.0.0.1 with SMTP id 1; Mon, 1 Jun 2026\r\nReceived: from x by mx.shop.example with SMTP";
test.each([
  ["pass", `${ours} dmarc=pass header.from=people.example`],
  ["pass", `${ours} dkim=pass header.d="people.example"`],
  ["fail", `${ours} dmarc=pass header.from=evil.example`],
  ["none", `${ours} spf=pass smtp.mailfrom="x; dmarc=pass"@evil.example; dmarc=none`],
  ["fail", `${ours} spf=pass smtp.mailfrom="("@evil.example; dmarc=fail`],
  ["fail", `${ours} spf=pass (he said "hi) smtp.mailfrom=evil.example; dmarc=fail`],
  ["none", `${ours} spf=pass (x \\); dmarc=pass (y) z)`],
  ["fail", `${ours} dkim=pass header.d=people.example\r\n${ours} dmarc=fail`],
  ["none", `${ours} dkim=none\r\n${ours} dmarc=pass`],
  ["fail", `${house}\r\n${ours} dmarc=fail`],
  ["none", `${house}\r\nReceived: by evil.example\r\n${ours} dmarc=pass`],
  ["none", `Received: by mx.shop.example\r\nReceived: from x by mx.shop.example\r\n${ours} dmarc=pass`],
  ["fail", `Authentication-Results: mx.shop.example;\r\n\tspf=pass;\r\n dmarc=fail`],
])("it is %s by the word of our own server: %s", async (verdict, head) => {
  const mail = await readMail(Buffer.from(`${head}\r\nFrom: ann@people.example\r\n\r\nhi\r\n`));
  expect(byOurServer(mail, "people.example", "mx.shop.example")).toBe(verdict);
});
