import { createServer, type AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { examineMachine } from "./machine.ts";
import { examineNetwork } from "./network.ts";
import { judge, leastNode, MONGODB, REDIS } from "./versions.ts";

describe("a version", () => {
  test.each(["4.4", "4.4.0", "4.4.29", "5.0.1", "10.0.0", "v8.0.1-rc2", "of our own"])(
    "%s is new enough for 4.4",
    (version) => {
      expect(judge("MongoDB", { version }, MONGODB)).toEqual({ what: "MongoDB", is: "ok", says: version });
    },
  );

  test.each(["4.2.24", "4.3.9", "3.6", "4"])("%s is too old for 4.4, and it is said what to do", (version) => {
    expect(judge("MongoDB", { version, says: `${version}, one server` }, MONGODB)).toEqual({
      what: "MongoDB",
      is: "fail",
      says: `${version}, one server, which is too old: MongoDB's driver does not speak to an older one`,
      advice: "Install MongoDB 4.4 or newer.",
    });
  });
});

test("an old Node is a failure, and the one that runs this is not", async () => {
  expect(await leastNode()).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  const [old] = await examineMachine({ version: "v18.20.4", platform: "linux", arch: "x64" });
  expect(old).toMatchObject({
    what: "Node.js",
    is: "fail",
    says: expect.stringMatching(/^v18.20.4 on linux x64, which is/),
  });
  const [here] = await examineMachine();
  expect(here).toMatchObject({ what: "Node.js", is: "ok" });
});

test("a Redis that is too old for the client still says which it is, and is a failure", async () => {
  const port = await oldRedis("5.0.14");
  const findings = await examineNetwork({ port: 1, remote: {}, redisUrl: `redis://127.0.0.1:${port}` } as never);
  expect(findings.filter(({ what }) => what === "Redis")).toEqual([
    {
      what: "Redis",
      is: "fail",
      says: expect.stringMatching(/^5\.0\.14, which is too old/),
      advice: `Install Redis ${REDIS.version} or newer.`,
    },
  ]);
});

/** A server that answers as a Redis of that version does: it knows no HELLO. */
async function oldRedis(version: string): Promise<number> {
  const info = `# Server\r\nredis_version:${version}\r\n`;
  const answers: Record<string, string> = {
    info: `$${info.length}\r\n${info}\r\n`,
    time: "*2\r\n$10\r\n1700000000\r\n$1\r\n0\r\n",
    client: "+OK\r\n",
  };
  const server = createServer((socket) => {
    socket.on("data", (chunk) => {
      // Commands come as lists of texts: the first of each is its name.
      for (const [, name = ""] of chunk.toString().matchAll(/\*\d+\r\n\$\d+\r\n(\w+)/g)) {
        socket.write(answers[name.toLowerCase()] ?? `-ERR unknown command \`${name}\`\r\n`);
      }
    });
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}
