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
      return code.replace(TAKEN, (all, said: string, from: string) =>
        entry?.fileName === from ? taken(said, entry) : all,
      );
    },
  };
}

function listed(said: string, { exports }: RenderedChunk): string {
  const own = new Map(pairsIn(said).map(([before, after]) => [after, before]));
  return `export let links=[${exports.map((name) => own.get(name)).join()}];`;
}

/** All of it from the first on, or some by their places, whichever is shorter. */
function taken(said: string, { fileName, exports }: RenderedChunk): string {
  const own = new Map(pairsIn(said));
  const all = exports.map((name) => own.get(name) ?? "").join();
  const some = exports.flatMap((name, place) => (own.has(name) ? `${place}:${own.get(name)}` : [])).join();
  const list = all.length < some.length ? `[${all.replace(/,+$/, "")}]` : `{${some}}`;
  return `import{links}from"./${fileName}";let${list}=links;`;
}

/** The names before and after `as`, which is left out where they are the same. */
const pairsIn = (said: string) =>
  said.split(",").map((one): [string, string] => {
    const [before = "", after = before] = one.split(" as ");
    return [before, after];
  });
