import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { watchProxies } from "./proxies.ts";
import { addressOf, secureBy, type TrustedProxies, trustOf } from "./trust.ts";

const CDN = "173.245.48.9";
const INSIDE = "10.0.0.2";
const VISITOR = "198.51.100.7";

/** A request from the connection's other end, with what it says it was forwarded for. */
const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { ...(forwarded && { "x-forwarded-for": forwarded }) } }) as IncomingMessage;

test.each<[string, TrustedProxies, string, string | undefined, string]>([
  ["nothing is trusted: the connection's other end", 0, INSIDE, VISITOR, INSIDE],
  ["one proxy", 1, INSIDE, VISITOR, VISITOR],
  ["one proxy, as before by its old name", true, INSIDE, VISITOR, VISITOR],
  ["one proxy, and a client that claims to be another", 1, INSIDE, `1.2.3.4, ${VISITOR}`, VISITOR],
  ["one proxy that says nothing", 1, INSIDE, undefined, INSIDE],
  ["CDN and proxy, counted as one: all are the CDN", 1, INSIDE, `${VISITOR}, ${CDN}`, CDN],
  ["CDN and proxy, counted as two", 2, INSIDE, `${VISITOR}, ${CDN}`, VISITOR],
  ["CDN and proxy counted as two, and a client that claims", 2, INSIDE, `1.2.3.4, ${VISITOR}, ${CDN}`, VISITOR],
  ["CDN and proxy by their ranges", ["uniquelocal", "173.245.48.0/20"], INSIDE, `${VISITOR}, ${CDN}`, VISITOR],
  ["by ranges, past the CDN", ["uniquelocal", "173.245.48.0/20"], INSIDE, VISITOR, VISITOR],
  ["by ranges, and a client that comes past all proxies", ["10.0.0.0/8"], VISITOR, "1.2.3.4", VISITOR],
  ["by ranges, the proxy over IPv6", ["loopback"], "::1", VISITOR, VISITOR],
  ["by ranges, the proxy as IPv4 in IPv6", ["10.0.0.0/8"], "::ffff:10.0.0.2", VISITOR, VISITOR],
])("who connects: %s", (...[, proxies, peer, forwarded, who]) => {
  expect(addressOf(request(peer, forwarded), trustOf(proxies))).toBe(who);
});

test.each(["nonsense", "10.0.0.0/99", "300.1.1.1", "10.0.0.0/-1"])("%s is no range that could be trusted", (range) => {
  expect(() => trustOf([range])).toThrow(TypeError);
});

test.each<[string, TrustedProxies, string, string | undefined, number]>([
  ["without a proxy nothing", 0, VISITOR, undefined, 0],
  ["behind a forgotten proxy", 0, INSIDE, VISITOR, 1],
  ["behind one that was told nothing", 1, VISITOR, VISITOR, 0],
  ["behind two of which one was told", 1, INSIDE, `${VISITOR}, 10.0.0.3`, 1],
  ["behind two that were told", 2, VISITOR, `${VISITOR}, 10.0.0.3`, 0],
  ["for people of the house behind one nothing", 1, "192.168.1.9", "192.168.1.9", 0],
])("the log says that TRUST_PROXY does not fit, once: %s", (...[, proxies, counted, forwarded, times]) => {
  const said: unknown[] = [];
  const watch = watchProxies(proxies, { warn: (...entry: unknown[]) => void said.push(entry) });
  const passing = Object.assign(request(INSIDE, forwarded), {
    ip: proxies === 1 && forwarded?.endsWith("10.0.0.3") ? "10.0.0.3" : counted,
    get: (name: string) => passing.headers[name] as string | undefined,
  });
  for (let index = 0; index < 3; index += 1) watch(passing as never);
  expect(said).toHaveLength(times);
});

const PLAIN = "http://help.example";
test.each<[string, TrustedProxies, string | undefined, string | undefined, boolean]>([
  ["nobody says anything", 1, undefined, undefined, false],
  ["a trusted proxy says so", 1, undefined, "https", true],
  ["a trusted proxy says so, and the operator told an address of the inside", 1, PLAIN, "https", true],
  ["by its range", ["10.0.0.0/8"], undefined, "HTTPS", true],
  ["CDN and proxy: the client's end counts", 2, undefined, "https, http", true],
  ["CDN and proxy, the client without", 2, undefined, "http, https", false],
  ["over HTTP", 1, undefined, "http", false],
  ["a client that says so itself", 0, undefined, "https", false],
  ["a client that comes past the proxies", ["192.168.0.0/16"], undefined, "https", false],
  ["the operator says so", 0, "https://help.example", undefined, true],
])("whether people come over HTTPS: %s", (...[, proxies, publicUrl, said, is]) => {
  const { socket } = request(INSIDE);
  const headers = { ...(said && { "x-forwarded-proto": said }) };
  expect(secureBy(trustOf(proxies), publicUrl)({ socket, headers } as IncomingMessage)).toBe(is);
});
