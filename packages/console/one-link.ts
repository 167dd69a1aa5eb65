import { deflateSync } from "node:zlib";
import type { Plugin, RenderedChunk } from "rollup";

const GIVEN = /export\{([^}]*)\};\s*$/;
const TAKEN = /import\{([^}]*)\}from"\.\/([^"]*)";/g;

/** What other files take from the entry is one list, of which each takes its places: near a hundred names would stand in two files. To be used after names were made short. */
export function oneLink(): Plugin {
  return {
    name: "one-link",
    renderChunk(code, chunk, _options, { chunks }) {
      if (chunk.isEntry) return code.replace(GIVEN, (_all, said: string) => listed(said, chunk));
      const entry = Object.values(chunks).find(({ isEntry }) => isEntry);
      // As it is sent, packed: long rows of commas cost next to nothing then, and a hundred numbers do not.
      const sizeOf = (text: string) => deflateSync(text).length;
      const [all, some] = [asList, asPlaces].map((form) =>
        code.replace(TAKEN, (whole, said: string, from: string) =>
          entry?.fileName === from ? `import{links}from"./${from}";let${form(said, entry)}=links;` : whole,
        ),
      ) as [string, string];
      return sizeOf(all) < sizeOf(some) ? all : some;
    },
  };
}

function listed(said: string, { exports }: RenderedChunk): string {
  const own = new Map(pairsIn(said).map(([before, after]) => [after, before]));
  return `export let links=[${exports.map((name) => own.get(name)).join()}];`;
}

/** All of it from the first on. */
function asList(said: string, { exports }: RenderedChunk): string {
  const own = new Map(pairsIn(said));
  const names = exports.map((name) => own.get(name) ?? "").join();
  return `[${names.replace(/,+$/, "")}]`;
}

/** Some of it, by their places. */
function asPlaces(said: string, { exports }: RenderedChunk): string {
  const own = new Map(pairsIn(said));
  return `{${exports.flatMap((name, place) => (own.has(name) ? `${place}:${own.get(name)}` : [])).join()}}`;
}

/** The names before and after `as`, which is left out where they are the same. */
const pairsIn = (said: string) =>
  said.split(",").map((one): [string, string] => {
    const [before = "", after = before] = one.split(" as ");
    return [before, after];
  });
