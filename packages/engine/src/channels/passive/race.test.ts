import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Memory } from "../../spine/port.ts";
import { createHandover } from "./handover.ts";
import { sharedMemory } from "./memory.test.kit.ts";
import { createRace } from "./race.ts";

const patience = new AbortController();
const server = createServer((request, response) => void entered.get(request.url ?? "")?.(response));
const entered = new Map<string, (response: ServerResponse) => void>();
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => {
  patience.abort();
  server.closeAllConnections();
  server.close();
});

let calls = 0;

interface Given {
  deadline: number;
  again?: number;
  /** What the nodes of an account share. */
  memory?: Memory;
}

/** A race of its own, and the platform that calls about messages of Ann. */
function open({ deadline, again = 60_000, memory = sharedMemory() }: Given) {
  const errors: unknown[] = [];
  const late: string[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const handover = createHandover<string>({ memory, now: Date.now, onError });
  const race = createRace<string>({ deadline, again, handover, late: (to) => void late.push(to) });
  /** Calls; resolves to the call as soon as it waits. One that breaks does so in the middle of its answer. */
  async function call(id: string, { to = "ann", breaks = false } = {}) {
    const path = `/${calls++}`;
    const cut = new AbortController();
    const waiting = new Promise<void>((resolve) => {
      entered.set(path, (response) => {
        const answer = (reply = "nothing") => void (breaks ? response.destroy() : response.end(reply));
        race.wait({ id, to, response, since: performance.now(), answer });
        resolve();
      });
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    const signal = AbortSignal.any([cut.signal, AbortSignal.timeout(30_000)]);
    const said = fetch(url, { signal }).then(
      (response) => response.text(),
      () => "cut",
    );
    await waiting;
    return { said, cut: () => cut.abort() };
  }
  return { race, late, errors, call, offer: (reply: string, to = "ann") => race.offer(to, reply, patience.signal) };
}

test("a call is answered with what is said while it waits, and what is said next comes another way", async () => {
  const { call, offer } = open({ deadline: 60_000 });
  const { said } = await call("m1");
  expect(await offer("hello")).toBe(true);
  expect(await said).toBe("hello");
  expect(await offer("more")).toBe(false);
});

test("a call of somebody else gets nothing of it", async () => {
  const { race, call, offer } = open({ deadline: 60_000 });
  const { said } = await call("m1", { to: "bob" });
  expect(await offer("hello")).toBe(false);
  race.stop();
  expect(await said).toBe("nothing");
});

test("the call that has waited longest is answered first", async () => {
  const { call, offer } = open({ deadline: 60_000 });
  const [one, two] = [await call("m1"), await call("m2")];
  expect([await offer("first"), await offer("second")]).toEqual([true, true]);
  expect([await one.said, await two.said]).toEqual(["first", "second"]);
});

test("at the deadline there is no reply, and what is said then comes another way", async () => {
  const { call, offer } = open({ deadline: 1 });
  const { said } = await call("m1");
  expect(await said).toBe("nothing");
  expect(await offer("hello")).toBe(false);
  expect(await (await call("m1")).said).toBe("nothing");
});

test("what is asked again is answered the same, while it waits and afterwards", async () => {
  const { call, offer } = open({ deadline: 60_000 });
  const [one, two] = [await call("m1"), await call("m1")];
  expect(await offer("hello")).toBe(true);
  expect([await one.said, await two.said, await (await call("m1")).said]).toEqual(["hello", "hello", "hello"]);
  expect(await offer("more")).toBe(false);
});

test("where the connection was cut before, whoever asks again gets what is said then", async () => {
  const { call, offer } = open({ deadline: 60_000 });
  const one = await call("m1");
  one.cut();
  expect(await one.said).toBe("cut");
  const two = await call("m1");
  expect(await offer("hello")).toBe(true);
  expect(await two.said).toBe("hello");
});

test("a reply whose connection broke goes to whoever asks again", async () => {
  const { call, offer } = open({ deadline: 60_000 });
  const { said } = await call("m1", { breaks: true });
  const offered = offer("hello");
  expect(await said).toBe("cut");
  expect(await (await call("m1")).said).toBe("hello");
  expect(await offered).toBe(true);
});

test("where nobody asks again it comes another way, and who asks after that is told so", async () => {
  const { call, offer } = open({ deadline: 60_000, again: 1 });
  const { said } = await call("m1", { breaks: true });
  expect(await offer("hello")).toBe(false);
  expect(await said).toBe("cut");
  expect(await (await call("m1")).said).toBe("nothing");
});

test("who stops in the middle of a reply does not know whether it came", async () => {
  const { race, call, offer } = open({ deadline: 60_000 });
  const { said } = await call("m1", { breaks: true });
  const offered = offer("hello");
  expect(await said).toBe("cut");
  race.stop();
  await expect(offered).rejects.toThrow();
});

test("a call is not answered with nothing while what it was answered with before is still looked up", async () => {
  const memory = sharedMemory();
  const first = open({ deadline: 60_000, memory });
  const asked = await first.call("m1");
  expect(await first.offer("hello")).toBe(true);
  expect(await asked.said).toBe("hello");
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  const slow = { ...memory, get: (key: string) => gate.then(() => memory.get(key)) };
  const second = open({ deadline: 1, memory: slow });
  const again = await second.call("m1");
  // Another call's deadline is over later than this one's.
  const other = open({ deadline: 50 });
  expect(await (await other.call("m2")).said).toBe("nothing");
  goOn();
  expect(await again.said).toBe("hello");
});

test("when the engine stops nobody is kept waiting", async () => {
  const { race, call } = open({ deadline: 60_000 });
  const { said } = await call("m1");
  race.stop();
  expect(await said).toBe("nothing");
  expect(await (await call("m2")).said).toBe("nothing");
});

test("who was answered by another way is not told that the answer takes its time, and may be replied to yet", async () => {
  const { race, call, offer, late } = open({ deadline: 60_000 });
  const { said } = await call("m1");
  race.answered("ann");
  expect(await offer("and this")).toBe(true);
  expect(await said).toBe("and this");
  const here = open({ deadline: 50 });
  const [one, two] = [await here.call("m1"), await here.call("m2")];
  here.race.answered("ann");
  expect([await one.said, await two.said, here.late, late]).toEqual(["nothing", "nothing", ["ann"], []]);
});

describe("two nodes", () => {
  function openTwo({ deadline, again }: Given) {
    const memory = sharedMemory();
    return [open({ deadline, memory, ...(again && { again }) }), open({ deadline: 60_000, memory })] as const;
  }

  test("what left one node and did not arrive is answered by the other, or by one that began anew, as the platform asks", async () => {
    const [one, other] = openTwo({ deadline: 60_000 });
    await one.call("m1");
    expect(await one.offer("hello")).toBe(true);
    expect(await (await other.call("m1")).said).toBe("hello");
    expect(await (await other.call("m1")).said).toBe("hello");
  });

  test("a reply whose connection broke is the other's to give, and then comes no other way", async () => {
    const [one, other] = openTwo({ deadline: 60_000, again: 2_000 });
    const { said } = await one.call("m1", { breaks: true });
    const offered = one.offer("hello");
    expect(await said).toBe("cut");
    expect(await (await other.call("m1")).said).toBe("hello");
    expect(await offered).toBe(true);
  });

  test("what comes another way is given by no node", async () => {
    const [one, other] = openTwo({ deadline: 60_000, again: 1 });
    await one.call("m1", { breaks: true });
    expect(await one.offer("hello")).toBe(false);
    expect(await (await other.call("m1")).said).toBe("nothing");
  });

  test("a message has one reply: what the other node says next comes another way", async () => {
    const [one, other] = openTwo({ deadline: 60_000 });
    await one.call("m1");
    const { said } = await other.call("m1");
    expect(await one.offer("hello")).toBe(true);
    expect(await other.offer("more")).toBe(false);
    expect(await said).toBe("hello");
  });

  test("while nothing can be remembered each goes by what it knows itself", async () => {
    const away = () => Promise.reject(new Error("The store is away."));
    const { call, offer, errors } = open({ deadline: 60_000, memory: { get: away, set: away } });
    const { said } = await call("m1");
    expect(await offer("hello")).toBe(true);
    expect([await said, await (await call("m1")).said]).toEqual(["hello", "hello"]);
    expect(errors.length).toBeGreaterThan(0);
  });
});
