import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Readable } from "node:stream";
import { afterEach, expect, test, vi } from "vitest";
import { picture } from "../pictures.test.kit.ts";
import { startChild } from "./decoder.ts";
import { createPictures, type Pictures, type PicturesOptions } from "./pictures.ts";

let made: Pictures | undefined;
afterEach(() => {
  vi.useRealTimers();
  made?.end();
});

/** Pictures, and the processes that were started for them: those given first, then the real one. */
function reader({ first = [], ...options }: PicturesOptions & { first?: (() => ChildProcess)[] } = {}) {
  const children: ChildProcess[] = [];
  const start = () => {
    const child = (first[children.length] ?? startChild)();
    children.push(child);
    return child;
  };
  made = createPictures({ ...options, start });
  return { pictures: made, children };
}

const jpeg = await picture("jpeg", 40, 20);
const given = (conversationId = "1", bytes = jpeg) => ({
  conversationId,
  content: () => Readable.from([bytes]),
  type: "image/jpeg",
});
const size = (remade: { width: number; height: number } | undefined) =>
  Promise.resolve([remade?.width, remade?.height]);

/** A real process in the place of the decoder, which does that with what it is asked. */
const doing = (what: string) => () =>
  spawn(process.execPath, ["-e", `process.on("message", () => { ${what} })`], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
const breaks = doing(`process.send({ is: "begun" }, () => process.kill(process.pid, "SIGSEGV"))`);
const crashes = doing(`process.send({ is: "begun" }, () => process.exit(1))`);
const isKilled = doing(`process.send({ is: "begun" }, () => process.kill(process.pid, "SIGKILL"))`);
const neverBegins = doing(`process.exit(1)`);
const readsNothing = doing(`process.send({ is: "unavailable" })`);
const neverAnswers = doing(`process.send({ is: "begun" })`);

const unavailable = { code: "unavailable", details: { reason: "scanner" }, retryAfter: expect.any(Number) as number };

test.each([
  ["breaks", breaks],
  ["crashes", crashes],
  ["is killed", isKilled],
  ["never begins", neverBegins],
])("[F3] a process that %s once is nothing to the picture: another answers", async (_how, first) => {
  const { pictures, children } = reader({ first: [first, readsNothing] });
  expect(await pictures.remake(given(), (remade) => Promise.resolve(remade))).toBe(undefined);
  expect(children.length).toBe(2);
});

test("[F3] however often a process is killed or cannot begin, no picture is refused for it: it is asked again, later", async () => {
  const { pictures } = reader({ first: [isKilled, isKilled, neverBegins, neverBegins, isKilled, breaks] });
  for (let time = 0; time < 3; time++) await expect(pictures.remake(given(), size)).rejects.toMatchObject(unavailable);
  expect(await pictures.remake(given(), size)).toEqual([40, 20]);
});

test("[F3] what cannot be asked is asked of another process", async () => {
  const gone = () => {
    const child = doing("")();
    child.disconnect();
    return child;
  };
  const { pictures } = reader({ first: [gone] });
  expect(await pictures.remake(given(), size)).toEqual([40, 20]);
});

test("[F5] what breaks the decoder twice is broken, and the next picture is not", async () => {
  const { pictures } = reader({ first: [breaks, crashes] });
  await expect(pictures.remake(given(), size)).rejects.toMatchObject({ problem: "broken" });
  expect(await pictures.remake(given(), size)).toEqual([40, 20]);
});

test("[F5] a picture that takes all the processor time it may has too many pixels, and what works at it ends", async () => {
  const { pictures, children } = reader({ processor: 0 });
  await expect(pictures.remake(given(), size)).rejects.toMatchObject({ problem: "pixels" });
  expect(children[0]?.killed).toBe(true);
});

test("[F3] signals that end the engine leave its pictures to it", async () => {
  const { pictures, children } = reader();
  await pictures.remake(given(), size);
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) children[0]?.kill(signal);
  expect(await pictures.remake(given(), size)).toEqual([40, 20]);
  expect(children.length).toBe(1);
});

test("[F3] at the end what is read is read to its end, what waits is for later, and then the process goes", async () => {
  const { pictures, children } = reader();
  const [running, waiting] = [pictures.remake(given(), size), pictures.remake(given(), size)];
  pictures.stop();
  await expect(waiting).rejects.toMatchObject(unavailable);
  expect(await running).toEqual([40, 20]);
  const gone = once(children[0] as ChildProcess, "exit");
  pictures.end();
  await gone;
  expect(children.length).toBe(1);
});

test("[F3] what takes longer than the end may is for later, not refused", async () => {
  const { pictures, children } = reader({ first: [neverAnswers] });
  const running = pictures.remake(given(), size).catch((cause: unknown) => cause);
  while (children.length === 0) await new Promise(setImmediate);
  const [begun] = (await once(children[0] as ChildProcess, "message")) as unknown[];
  expect(begun).toEqual({ is: "begun" });
  pictures.stop();
  pictures.end();
  expect(await running).toMatchObject(unavailable);
  expect(children.length).toBe(1);
});

test("[F3] a process waits half a minute for the next picture, and ends for want of pictures only", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { pictures, children } = reader();
  await pictures.remake(given(), size);
  const lost = { ...given(), content: () => Readable.from(fails()) };
  await expect(pictures.remake(lost, size)).rejects.toThrow("the place is away");
  vi.advanceTimersByTime(29_999);
  const child = children[0] as ChildProcess;
  const send = child.send.bind(child) as (...all: unknown[]) => boolean;
  // The moment comes while the next picture is read.
  child.send = (...all: unknown[]) => {
    const sent = send(...all);
    vi.advanceTimersByTime(30_000);
    return sent;
  };
  expect(await pictures.remake(given(), size)).toEqual([40, 20]);
  expect(children.length).toBe(1);
  expect(child.killed).toBe(false);
  vi.advanceTimersByTime(30_000);
  expect(child.killed).toBe(true);
});

test("[F3] one conversation's pictures are refused beyond a few that wait, as `overloaded`, and others' are not", async () => {
  const { pictures } = reader({ mostOfSource: 1 });
  const theirs = [pictures.remake(given("1"), size), pictures.remake(given("1"), size)];
  await expect(pictures.remake(given("1"), size)).rejects.toMatchObject({
    code: "overloaded",
    retryAfter: expect.any(Number) as number,
  });
  expect(await Promise.all([...theirs, pictures.remake(given("2"), size)])).toEqual([
    [40, 20],
    [40, 20],
    [40, 20],
  ]);
});

async function* fails(): AsyncGenerator<Buffer> {
  await Promise.resolve();
  yield jpeg;
  throw new Error("the place is away");
}
