import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ChannelCheck } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { owner } from "../support/agent.ts";
import { openPhoneHere } from "./phone-world.ts";

test("whether the account works is asked at the gateway, and said in its words", async () => {
  const asked: string[] = [];
  const server = createServer(({ url = "", headers: { authorization = "" } }, response) => {
    asked.push(url);
    const isOurs = authorization === `Basic ${Buffer.from("AC1:token 1").toString("base64")}`;
    response.writeHead(isOurs ? 200 : 401).end(JSON.stringify({ friendly_name: "Our shop" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const world = await openPhoneHere({ settings: { api, accountSid: "AC1" } });
  const boss = await owner(world.running);
  const check = () => boss.call<ChannelCheck>("POST", "/inboxes/phone/check", {});
  expect(await check()).toEqual({ ok: true, says: "Our shop" });
  expect(asked).toEqual(["/2010-04-01/Accounts/AC1.json"]);
  await world.running.engine.services.dialog.putInbox({
    id: "phone",
    channel: "phone",
    name: "Telephone",
    enabled: true,
    settings: { gateway: "twilio", api, accountSid: "AC1" },
    secrets: { secret: "another" },
  });
  await expect.poll(check).toEqual({ ok: false, says: "The gateway answered 401." });
});
