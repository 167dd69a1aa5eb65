import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../upkeep/free-port.test.kit.ts";
import { watchElsewhere } from "./condition.ts";

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Where nobody listens. */
const free = async () => `http://127.0.0.1:${await freePort()}`;

const says = (status: number, body: object) =>
  listen((_request, response) => void response.writeHead(status).end(JSON.stringify(body)));

test("services that are ready, or degraded, are no problem", async () => {
  const [ready, degraded] = [await says(200, { status: "ready" }), await says(200, { status: "degraded" })];
  const look = watchElsewhere({ users: ready, dialog: `${degraded}/`, nlu: ready, analytics: ready });
  expect(await look()).toEqual({ problems: {}, weaknesses: {} });
});

test("without the dialog or the users nobody can be welcomed; without understanding or reports people can", async () => {
  const nobody = await free();
  const look = watchElsewhere({ users: nobody, dialog: nobody, nlu: nobody, analytics: nobody });
  const silent = "does not answer: ECONNREFUSED";
  expect(await look()).toEqual({
    problems: { users: silent, dialog: silent },
    weaknesses: { nlu: silent, analytics: silent },
  });
});

test("a service that is not ready says why, and what is no engine is told from one", async () => {
  const broken = await says(503, { status: "not ready", problems: { store: "The store cannot be reached." } });
  const look = watchElsewhere({ dialog: broken, users: await says(200, {}) });
  expect((await look()).problems).toEqual({
    dialog: "not ready; store: The store cannot be reached.",
    users: "is no engine",
  });
});

test("a service that does not answer keeps nobody waiting, and is asked once by many who want to know", async () => {
  let asked = 0;
  const silent = await listen(() => void (asked += 1));
  const look = watchElsewhere({ dialog: silent, users: silent });
  const found = await Promise.all(Array.from({ length: 20 }, () => look()));
  for (const { problems } of found) expect(problems["dialog"]).toMatch(/^does not answer: .*timeout/);
  expect(asked).toBe(1);
});
