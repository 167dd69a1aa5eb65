import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ChatError } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import * as v from "valibot";
import { connect } from "./connect.ts";

const contract = { look: { input: v.object({}), output: v.object({}) } };

test("[R6] what went wrong inside of another process is told to nobody, and the operator learns it", async () => {
  const server = createServer((_request, response) => {
    response.writeHead(500, { "content-type": "application/json" });
    response.end(JSON.stringify({ code: "internal", message: "/srv/secret/db is locked", details: { path: "/srv" } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const failed = await connect(contract, url, { secret: "s" })
    .look({})
    .catch((cause: unknown) => cause);
  const error = ChatError.from(failed);
  expect(error.code).toBe("internal");
  expect(JSON.stringify(error)).not.toMatch(/srv|locked/);
  expect(String(error.cause)).toContain("/srv/secret/db is locked");
});
