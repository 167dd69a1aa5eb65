// A messenger of your own: lines such as "ann: Where is my order?" are what its people write; what they get is printed.
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";

const { SECRET = "", ENGINE = "http://localhost:8080/channels/http/", PORT = "9000" } = process.env;
const key = Buffer.from(SECRET.replace(/^whsec_/, ""), "base64");
// Whoever knows the key speaks for the engine: an empty one is known to everybody.
if (key.length < 24) throw new Error("SECRET must be whsec_ and at least 24 bytes in Base64.");
const sign = (id, at, body) => `v1,${createHmac("sha256", key).update(`${id}.${at}.`).update(body).digest("base64")}`;

/** Sends what somebody wrote, again and again until it is taken: the engine knows repeats by the id. */
async function write(person, text) {
  const id = randomUUID();
  const body = JSON.stringify({ id, from: { id: person, name: person }, text, at: Date.now() });
  for (;;) {
    const at = String(Math.floor(Date.now() / 1000));
    const headers = { "webhook-id": id, "webhook-timestamp": at, "webhook-signature": sign(id, at, body) };
    const answer = await fetch(ENGINE, { method: "POST", body, headers }).catch(() => undefined);
    if (answer?.ok) return;
    if (answer && answer.status < 500 && answer.status !== 429)
      throw new Error(`${answer.status} ${await answer.text()}`);
    await wait(1000);
  }
}

/** Whether a delivery is the engine's, and of the last five minutes. Looks at the bytes, before they are read. */
function isSigned({ "webhook-id": id, "webhook-timestamp": at, "webhook-signature": given = "" }, body) {
  if (!(Math.abs(Date.now() / 1000 - Number(at)) < 300)) return false;
  const due = Buffer.from(sign(id, at, body));
  const all = given.split(" ").map((one) => Buffer.from(one));
  return all.some((one) => one.length === due.length && timingSafeEqual(one, due));
}

const shown = new Set();
async function take(request, response) {
  const body = Buffer.concat(await request.toArray());
  if (!isSigned(request.headers, body)) return void response.writeHead(401).end();
  const { type, data } = JSON.parse(body.toString());
  // A delivery may come twice; the key says so.
  if (type === "message" && !shown.has(data.key)) {
    shown.add(data.key);
    for (const text of data.texts) console.log(`to ${data.to}: ${text}`);
    for (const { label } of data.choices ?? []) console.log(`to ${data.to}: [${label}]`);
  }
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ id: data.key }));
}

// Who hangs up, or sends what cannot be read, is no reason to end.
const server = createServer((request, response) => void take(request, response).catch(() => response.destroy()));
server.listen(Number(PORT), () => console.log(`Deliver to http://localhost:${server.address().port}/`));

for await (const line of createInterface({ input: process.stdin })) {
  const [, person, text] = /^(\w+): (.+)$/.exec(line) ?? [];
  if (text) await write(person, text);
}
server.close();
