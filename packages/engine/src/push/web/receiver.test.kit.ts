import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { importJWK, jwtVerify } from "jose";
import { onTestFinished } from "vitest";

const derived = (key: Buffer, salt: Buffer, info: Buffer | string, length: number) =>
  Buffer.from(hkdfSync("sha256", key, salt, info, length));

/** What a browser does with what it is sent (RFC 8291, RFC 8188): it throws where that is not for it. */
export function decrypt(body: Buffer, { privateKey, auth }: { privateKey: Buffer; auth: Buffer }): string {
  const own = createECDH("prime256v1");
  own.setPrivateKey(privateKey);
  const salt = body.subarray(0, 16);
  const length = body.readUInt8(20);
  const theirs = body.subarray(21, 21 + length);
  const sealed = body.subarray(21 + length);
  if (sealed.length > body.readUInt32BE(16)) throw new Error("More than one record.");
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), own.getPublicKey(), theirs]);
  const key = derived(own.computeSecret(theirs), auth, info, 32);
  const decipher = createDecipheriv(
    "aes-128-gcm",
    derived(key, salt, "Content-Encoding: aes128gcm\0", 16),
    derived(key, salt, "Content-Encoding: nonce\0", 12),
  );
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  const end = padded.lastIndexOf(2);
  if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error("The record does not end.");
  return padded.subarray(0, end).toString();
}

/** A browser's subscription, and how it reads what comes. */
export function browserKeys() {
  const ecdh = createECDH("prime256v1");
  const p256dh = ecdh.generateKeys("base64url");
  const auth = randomBytes(16);
  const keys = { privateKey: ecdh.getPrivateKey(), auth };
  return { p256dh, auth: auth.toString("base64url"), read: (body: Buffer) => decrypt(body, keys) };
}

export interface Pushed {
  path: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

/** Verifies who sends (RFC 8292) as push services do, and resolves to what the token says. */
export async function verifiedVapid(authorization: string, audience: string) {
  const [, token = "", key = ""] = /^vapid t=([^,]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  const point = Buffer.from(key, "base64url");
  const [x = "", y = ""] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  const jwk = { kty: "EC", crv: "P-256", x, y } as const;
  const verified = await jwtVerify(token, await importJWK(jwk, "ES256"), { audience, algorithms: ["ES256"] });
  return { key, ...verified.payload };
}

/** A push service on this machine. `answer` says what it answers to the next ones. */
export async function pushService() {
  const pushed: Pushed[] = [];
  const answers: { status: number; headers?: Record<string, string> }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { status, headers } = answers.shift() ?? { status: 201 };
      if (status < 300) pushed.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(status, headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    pushed,
    answer: (status: number, headers?: Record<string, string>) =>
      void answers.push({ status, ...(headers && { headers }) }),
  };
}
