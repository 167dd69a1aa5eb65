import { expect, test } from "vitest";
import { startEngine } from "./support/engine.ts";
import { ask, visitor } from "./support/visitor.ts";

const often = { burst: 1e6, perMinute: 1e6 };
const barely = (burst: number) => ({ burst, perMinute: 0.001 });

test("one address brings so many conversations to people, whoever its visitors are; those with a person write on", async () => {
  const { url, engine } = await startEngine({ rates: { newVisitor: often, handOver: barely(3) } });
  const waiting = [];
  for (let number = 0; number < 3; number++) {
    const one = await visitor(url);
    await one.choose("A person", "human");
    await one.sees("queued");
    waiting.push(one);
  }
  const next = await visitor(url);
  await expect(next.choose("A person", "human")).rejects.toMatchObject({ data: { code: "tooMany" } });
  await expect(next.send("转人工")).rejects.toMatchObject({ data: { code: "tooMany" } });
  expect(await engine.services.dialog.queue({})).toHaveLength(3);
  await waiting[0]?.send("I am still here");
});

test("all visitors of one address together write so many messages", async () => {
  const { url } = await startEngine({ rates: { newVisitor: often, addressMessage: barely(6) } });
  const visitors = await Promise.all([visitor(url), visitor(url), visitor(url)]);
  for (const one of visitors) for (const text of ["hello", "thanks"]) await one.send(text);
  for (const one of visitors) await expect(one.send("one more")).rejects.toMatchObject({ data: { code: "tooMany" } });
});

test("[Y9] all visitors of one address together look for words so often", async () => {
  const { url } = await startEngine({ rates: { newVisitor: often, addressSearch: barely(6) } });
  const visitors = await Promise.all([visitor(url), visitor(url), visitor(url)]);
  const find = (one: (typeof visitors)[number], words: string) => ask(one.socket, "find", { words });
  for (const one of visitors) for (const words of ["zebra", "watering can"]) await find(one, words);
  for (const one of visitors) await expect(find(one, "lion")).rejects.toMatchObject({ data: { code: "tooMany" } });
});
