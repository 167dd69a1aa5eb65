import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { build } from "esbuild";
import type { Plugin, RollupOptions } from "rollup";
import esbuild from "rollup-plugin-esbuild";
import { ownSignals, shortBindings } from "../widget/rollup.ts";
import { oneLink } from "./one-link.ts";
import { shortClasses } from "./short-classes.ts";
import { wordsByLanguage } from "./words-by-language.ts";
import { wordsByPlace } from "./words-by-place.ts";

const source = "packages/console/src";
const output = "packages/console/dist";

/** Functions without arguments are written where they are called, others where they stand. */
const SIMPLE_INLINED = { inline: 1 };

/** What is fetched when it is first shown. It travels together: apart it takes a fifth more. */
const LATE =
  /console\/src\/(?:contacts|review|settings|team|training|knowledge\/(?=Changes|DropZone|Exchange|ImportPreview|Problems|TakeIn|files\.)|ui\/(?:base64|CopyLine|FormDialog|OnceDialog|ProofDialog|Table)\.)(?!.*words\.ts)/;

/** What has to do with files, fetched with the first conversation that is opened. */
const FILES = /(?:console|client)\/src\/files\//;

/** What shows, and begins, what is more than words, and what the bot made of them: fetched with those. */
const RICH = /console\/src\/(?:rich\/|conversation\/Insight)|client\/src\/transcript/;

/** What has to do with accounts of other channels than the web, fetched where they are set up. */
const CHANNELS = /console\/src\/settings\/channels\//;
/** What helps one to answer, fetched with the first reply that is written. */
const COPILOT = /console\/src\/conversation\/copilot\//;
/** Where macros are made, fetched when one goes there. */
const MACROS = /console\/src\/conversation\/copilot\/Macro(?:Page|Arranging)\./;
/** Who gets which conversation, fetched where that is set up. */
const ROUTING = /console\/src\/settings\/routing\//;
/** What is promised, fetched with the list; and where that is set up, with that. */
const PROMISES = /console\/src\/conversation\/promises\//;
/** What was done and how well, by day, fetched where that is looked at. */
const REPORTS = /console\/src\/reports\/(?!words|promises|answers|suggested)/;
/** How much of it was kept, fetched with a report that says so. */
const KEPT = /console\/src\/reports\/promises\//;
/** What a language model does for whoever writes, fetched with the first conversation; and where it is set up. */
const DRAFTING = /console\/src\/conversation\/language-model\//;
const MODEL = /console\/src\/settings\/language-model\//;
const SLA = /console\/src\/settings\/sla\//;
/** What customers are asked, fetched where that is set up; and what they answered, with a report that says so. */
const SURVEYS = /console\/src\/settings\/surveys\//;
const ANSWERS = /console\/src\/reports\/answers\//;
/** How often what was suggested was sent, fetched with a report. */
const SUGGESTED = /console\/src\/reports\/suggested\//;
/** Where somebody can be answered, and all that was said with them: fetched with the first conversation, or contact. */
const WAYS = /console\/src\/(?:conversation\/ways\/|contacts\/(?:Conversations|TimelineView|timeline)\.)/;

/** The first steps, fetched while they are to be taken. */
const GUIDE = /console\/src\/guide\/(?!words)/;

/** All that can be done, by words: fetched when it is first asked for. */
const PALETTE = /console\/src\/palette\//;

/** What needs work after the chat, fetched with a conversation or where one goes to it. */
const TASKS = /console\/src\/tasks\/(?!words)/;
/** What supervisors watch all of. */
const BOARD = /console\/src\/board\/(?!words)/;
/** Reviews of conversations, and by what they are judged. */
const REVIEWS = /console\/src\/quality\/(?:reviews|criteria)\/|protocol\/src\/quality\/score/;
/** How agents do. */
const QUALITY = /console\/src\/quality\/(?!words)|protocol\/src\/quality\/compared/;
/** Who is on the sites now, fetched when one goes there. */
const VISITORS = /console\/src\/visitors\/(?!words)/;
/** Search of what was said, fetched when one goes there. */
const SEARCH = /console\/src\/search\//;
/** How the team arranges conversations, fetched with the list. */
const ARRANGING = /console\/src\/conversation\/arranging\//;
/** Lists of one's own making, and what can be done with many at once: fetched with it. */
const VIEWS =
  /console\/src\/(?:conversation\/arranging\/(?:views|viewing|Views|FilterDialog|Bulk|bulk|choosing|Merge|merge-texts)\.|settings\/(?:Desk\.|desk-texts))|protocol\/src\/desk\/fits/;

/** What is fetched by itself, and where it is; what is in none is there from the beginning. */
const PARTS = [
  ["tasks", TASKS],
  ["board", BOARD],
  ["guide", GUIDE],
  ["reviews", REVIEWS],
  ["quality", QUALITY],
  ["rich", RICH],
  ["files", FILES],
  ["channels", CHANNELS],
  ["routing", ROUTING],
  ["promises", PROMISES],
  ["sla", SLA],
  ["drafting", DRAFTING],
  ["model", MODEL],
  ["kept", KEPT],
  ["palette", PALETTE],
  ["reports", REPORTS],
  ["surveys", SURVEYS],
  ["answers", ANSWERS],
  ["suggested", SUGGESTED],
  ["ways", WAYS],
  ["search", SEARCH],
  ["visitors", VISITORS],
  ["macros", MACROS],
  ["copilot", COPILOT],
  ["views", VIEWS],
  ["arranging", ARRANGING],
  ["late", LATE],
] as const;

/** Style sheets: of what is there from the beginning, and of parts that have their own. */
const STYLES = {
  console: "console",
  "console-arranging": "conversation/arranging/arranging",
  "console-board": "board/board",
  "console-quality": "quality/quality",
  "console-tasks": "tasks/tasks",
  "console-surveys": "settings/surveys/surveys",
  "console-answers": "reports/answers/answers",
  "console-drafting": "conversation/language-model/drafting",
  "console-files": "files/files",
  "console-rich": "rich/rich",
  "console-palette": "palette/palette",
  "console-copilot": "conversation/copilot/copilot",
};

/** The page, and what makes it an app that can be installed. */
const FILES_AS_THEY_ARE = [
  "index.html",
  "icon.svg",
  "icon-192.png",
  "icon-512.png",
  "icon-maskable.png",
  "manifest.webmanifest",
];

const classes = shortClasses();

/** The console as static files: page, script, the words of each language, style sheet, icon. */
export const consoleBundles: RollupOptions[] = [
  {
    // Schemas of the protocol read each other's parts; the console only needs their types.
    treeshake: { propertyReadSideEffects: false },
    input: `${source}/main.tsx`,
    output: {
      dir: output,
      format: "es",
      freeze: false,
      entryFileNames: "console.js",
      chunkFileNames: ({ name }) => `console-${name.replace("words_", "")}-[hash].js`,
      manualChunks: (id) => PARTS.find(([, part]) => part.test(id))?.[0],
      onlyExplicitManualChunks: true,
      // A line or two that only the words need are no file of their own.
      experimentalMinChunkSize: 1000,
    },
    plugins: [
      classes.inElements,
      ownSignals(),
      ownSignals("@preact/signals", `${source}/own-signals.ts`),
      nodeResolve({ browser: true, exportConditions: ["@parley/source"], extensions: [".ts", ".tsx", ".js", ".mjs"] }),
      esbuild({
        target: "es2022",
        // Preact's `h` takes fewer bytes than what is made for each kind of element.
        jsx: "transform",
        jsxFactory: "h_",
        jsxFragment: "Fragment_",
        banner: 'import { h as h_, Fragment as Fragment_ } from "preact";',
        tsconfig: false,
      }),
      wordsByLanguage(source),
      wordsByPlace(source),
      terser({
        module: true,
        ecma: 2020,
        compress: {
          passes: 3,
          unsafe: true,
          unsafe_arrows: true,
          keep_fargs: false,
          pure_getters: true,
          // What is compared stays on its side, which repeats more.
          lhs_constants: false,
          hoist_vars: true,
          ...SIMPLE_INLINED,
        },
      }),
      shortBindings(),
      oneLink(),
      pageAndStyles(),
    ],
  },
];

function pageAndStyles(): Plugin {
  return {
    name: "page-and-styles",
    // What was built before has other names.
    buildStart: () => rmSync(output, { recursive: true, force: true }),
    async writeBundle() {
      mkdirSync(output, { recursive: true });
      for (const file of FILES_AS_THEY_ARE) copyFileSync(`${source}/${file}`, `${output}/${file}`);
      const { outputFiles } = await build({
        entryPoints: Object.values(STYLES).map((path) => `${source}/${path}.css`),
        outdir: output,
        bundle: true,
        minify: true,
        write: false,
      });
      const names = [...new Set(outputFiles.flatMap(({ text }) => text.match(/--[a-z][\w-]*/g) ?? []))];
      for (const [at, name] of Object.keys(STYLES).entries())
        writeFileSync(`${output}/${name}.css`, classes.inStyles(shortProperties(outputFiles[at]?.text ?? "", names)));
    },
  };
}

/** Custom properties under names of a letter or two: scripts know none of them. */
const shortProperties = (css: string, names: readonly string[]): string =>
  css.replace(/--[a-z][\w-]*/g, (name) => `--${names.indexOf(name).toString(36)}`);
