import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createGuard } from "../../spine/guard/guarded-fetch.ts";
import { fetchTheirs } from "./fetch-theirs.ts";

const AUTHORIZATION = "Basic c2VjcmV0";

/** A house that says of some files where they lie. Resolves to its address, and who showed what. */
async function openHouse(elsewhere: Record<string, string> = {}) {
  const asked: [string, string | undefined][] = [];
  const server = createServer(({ url = "", headers }, response) => {
    asked.push([url, headers.authorization]);
    const location = elsewhere[url];
    if (location === undefined) response.end("sound");
    else response.writeHead(307, { location }).end("elsewhere");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => (server.closeAllConnections(), void server.close()));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

function fetcher(origins: string[]) {
  const guard = createGuard({ allowed: ["127.0.0.1"] });
  onTestFinished(() => guard.stop());
  const [signal, most] = [AbortSignal.timeout(20_000), 100];
  const isFor = (url: URL) => origins.includes(url.origin);
  return (url: string) => fetchTheirs(guard, { url, authorization: AUTHORIZATION, isFor, most, signal });
}

test("a file is fetched where its house says that it lies, and the house sees who asks", async () => {
  const house = await openHouse({ "/media/1": "/files/1" });
  const answer = await fetcher([house.origin])(`${house.origin}/media/1`);
  expect(await answer.text()).toBe("sound");
  expect(house.asked).toEqual([
    ["/media/1", AUTHORIZATION],
    ["/files/1", AUTHORIZATION],
  ]);
});

test("nobody is asked without encryption to whom the house leads", async () => {
  const other = await openHouse();
  const house = await openHouse({ "/media/1": `${other.origin}/files/1` });
  await expect(fetcher([house.origin])(`${house.origin}/media/1`)).rejects.toThrow("nothing is encrypted");
  expect(other.asked).toEqual([]);
});

test("who is not the house sees nothing of who asks", async () => {
  const other = await openHouse();
  await fetcher([])(`${other.origin}/files/1`);
  expect(other.asked).toEqual([["/files/1", undefined]]);
});

test("who is led round in circles gives up", async () => {
  const house = await openHouse({ "/a": "/b", "/b": "/a" });
  expect((await fetcher([house.origin])(`${house.origin}/a`)).status).toBe(307);
  expect(house.asked).toHaveLength(4);
});
