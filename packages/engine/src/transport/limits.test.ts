import { ChatError } from "@parley/protocol";
import { expect, test } from "vitest";
import { createLimits, RATES, sourceOf } from "./limits.ts";

const refusal = (run: () => void): ChatError | undefined => {
  try {
    run();
    return undefined;
  } catch (cause) {
    return ChatError.from(cause);
  }
};

test("a source has its burst at once, then its rate, and learns how long to wait", () => {
  let now = 1_000_000;
  const limits = createLimits({ now: () => now });
  const send = () => refusal(() => limits.take("message", "visitor"));
  for (let sent = 0; sent < RATES.message.burst; sent++) expect(send()).toBeUndefined();
  expect(send()).toMatchObject({ code: "tooMany", retryAfter: 1000 });
  now += 400;
  expect(send()).toMatchObject({ retryAfter: 600 });
  now += 600;
  expect(send()).toBeUndefined();
  expect(send()).toMatchObject({ code: "tooMany" });
});

test("quiet fills a bucket up to its burst and no further", () => {
  let now = 0;
  const limits = createLimits({ now: () => now });
  limits.take("newVisitor", "a");
  now += 24 * 3_600_000;
  for (let made = 0; made < RATES.newVisitor.burst; made++) limits.take("newVisitor", "a");
  expect(refusal(() => limits.take("newVisitor", "a"))?.code).toBe("tooMany");
});

test("sources and limits do not touch each other", () => {
  const limits = createLimits({ now: () => 0 });
  for (let sent = 0; sent < RATES.message.burst; sent++) limits.take("message", "a");
  expect(refusal(() => limits.take("message", "a"))?.code).toBe("tooMany");
  expect(refusal(() => limits.take("message", "b"))).toBeUndefined();
  expect(refusal(() => limits.take("visitorRequest", "a"))).toBeUndefined();
});

test("a clock that is set back neither locks out nor gives away", () => {
  let now = 1_000_000;
  const limits = createLimits({ now: () => now });
  for (let sent = 0; sent < RATES.message.burst; sent++) limits.take("message", "a");
  now -= 500_000;
  expect(refusal(() => limits.take("message", "a"))?.retryAfter).toBe(1000);
  now += 1000;
  expect(refusal(() => limits.take("message", "a"))).toBeUndefined();
});

test("a flood of sources is forgotten again, the quietest first", () => {
  const limits = createLimits({ now: () => 0 });
  for (let made = 0; made < RATES.newVisitor.burst; made++) limits.take("newVisitor", "busy");
  for (let source = 0; source < 19_000; source++) limits.take("newVisitor", `s${source}`);
  expect(refusal(() => limits.take("newVisitor", "busy"))?.code).toBe("tooMany");
  for (let source = 0; source < 20_000; source++) limits.take("newVisitor", `t${source}`);
  expect(refusal(() => limits.take("newVisitor", "busy"))).toBeUndefined();
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["::FFFF:cb00:7107", "203.0.113.7"],
  ["2001:db8:1:2ff::1", "2001:db8:1:200::/56"],
  ["2001:0DB8:0001:0200:ffff:ffff:ffff:ffff", "2001:db8:1:200::/56"],
  ["2001:db8:1:300::1", "2001:db8:1:300::/56"],
  ["fe80::1%eth0", "fe80:0:0:0::/56"],
  ["::1", "0:0:0:0::/56"],
  ["not an address", ""],
  [undefined, ""],
])("the address %s stands for %s", (address, source) => {
  expect(sourceOf(address)).toBe(source);
});

test("what has happened is charged although nothing is left, and makes others wait the longer", () => {
  let now = 0;
  const limits = createLimits({ now: () => now });
  for (let happened = 0; happened < RATES.handOver.burst + 5; happened++) limits.charge("handOver", "a");
  expect(refusal(() => limits.check("handOver", "a"))).toMatchObject({ code: "tooMany", retryAfter: 60_000 });
  expect(refusal(() => limits.check("handOver", "b"))).toBeUndefined();
  now += 60_000;
  for (let looked = 0; looked < 3; looked++) expect(refusal(() => limits.check("handOver", "a"))).toBeUndefined();
});

test.each([
  ["198.51.100.9:4000", "198.51.100.9"],
  ["198.51.100.9:4001", "198.51.100.9"],
  ["[2001:db8:1:ff00::1]:4000", "2001:db8:1:ff00::/56"],
  ["[2001:db8:1:ff00::2]", "2001:db8:1:ff00::/56"],
  ["unknown7", ""],
  ["_hidden", ""],
  ["198.51.100.999", ""],
  ["", ""],
])("%s stands for %s: neither a port nor a word makes somebody else", (address, source) => {
  expect(sourceOf(address)).toBe(source);
});

test("so much is counted as is taken, and more than a bucket ever holds is taken from a full one", () => {
  const clock = { now: 0 };
  const limits = createLimits({ rates: { ...RATES, upload: { burst: 100, perMinute: 10 } }, now: () => clock.now });
  limits.check("upload", "a", 60);
  limits.take("upload", "a", 60);
  expect(refusal(() => limits.take("upload", "a", 60))).toMatchObject({ code: "tooMany", retryAfter: 120_000 });
  clock.now += 120_000;
  limits.take("upload", "a", 60);
  clock.now += 600_000;
  limits.take("upload", "a", 150);
  expect(refusal(() => limits.take("upload", "a"))).toMatchObject({ retryAfter: 306_000 });
});
