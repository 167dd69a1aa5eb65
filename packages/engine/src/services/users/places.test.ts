import { expect, test } from "vitest";
import { createPlaces } from "./places.ts";
import { codeOf, openUsers, PASSWORD } from "./users.test.kit.ts";

/** Work that ends when the test says so. */
function jobs() {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const job = (name: string) => async () => {
    started.push(name);
    await new Promise<void>((resolve) => ends.set(name, resolve));
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { started, job, end };
}

test("everybody has a place at a time, in turn, and who is known goes first", async () => {
  const { started, job, end } = jobs();
  const inPlace = createPlaces({ atOnce: 2 });
  const come = (source: string, name: string, known = false) => inPlace({ source, known }, job(name));
  const all = [come("a", "a1"), come("a", "a2"), come("b", "b1"), come("c", "c1"), come("d", "d1", true)];
  await end("nobody");
  expect(started).toEqual(["a1", "b1"]);
  await end("a1");
  expect(started).toEqual(["a1", "b1", "d1"]);
  await end("d1");
  await end("b1");
  await end("a2");
  await end("c1");
  expect(started).toEqual(["a1", "b1", "d1", "a2", "c1"]);
  await Promise.all(all);
});

test("one source cannot fill the room, and where it is full there is room for who is known", async () => {
  const { job, end, started } = jobs();
  const inPlace = createPlaces({ atOnce: 1, mostWaiting: 3, mostOfSource: 2 });
  const come = (source: string, known = false) => inPlace({ source, known }, job(source));
  const taken = [come("a"), come("a"), come("a"), come("b")];
  await expect(come("a")).rejects.toMatchObject({ code: "overloaded", retryAfter: 1000 });
  await expect(come("c")).rejects.toMatchObject({ code: "overloaded" });
  const known = come("k", true);
  await end("a");
  expect(started).toEqual(["a", "k"]);
  for (const source of ["k", "a", "a", "b"]) await end(source);
  await Promise.all([...taken, known]);
});

test("work that fails gives its place back", async () => {
  const inPlace = createPlaces({ atOnce: 1 });
  const who = { source: "a", known: false };
  await expect(inPlace(who, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await inPlace(who, () => Promise.resolve("done"))).toBe("done");
});

test("a crowd of guessers does not shut the door: whoever has the right password gets in, also from a new address", async () => {
  const { users, owner } = await openUsers();
  await owner();
  const right = { email: "olivia@shop.example", password: PASSWORD };
  const guesses = Array.from({ length: 40 }, (_, crowd) =>
    codeOf(
      users.signIn({ email: `nobody${crowd}@x.example`, password: "a wrong guess", address: `203.0.113.${crowd}` }),
    ),
  );
  const signedIn = Array.from({ length: 12 }, (_, number) =>
    users.signIn({ ...right, address: `198.51.100.${number}` }),
  );
  expect((await Promise.all(signedIn)).map(({ member }) => member.role)).toEqual(
    Array.from({ length: 12 }, () => "owner"),
  );
  expect(new Set(await Promise.all(guesses))).toEqual(new Set(["unauthorized"]));
});
