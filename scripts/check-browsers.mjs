// `npm run check:browsers`: whether what is built for browsers needs more than the README's oldest browsers know.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import doiuse from "doiuse";
import postcss from "postcss";
import { root } from "./ready.mjs";

const widget = join(root, "packages/widget/dist");
const console_ = join(root, "packages/console/dist");
const styles = [
  "launcher/styles.js",
  "ui/styles/panel.js",
  "ui/styles/thread.js",
  "ui/styles/rating.js",
  "ui/styles/menu.js",
  "ui/styles/clip.js",
  "ui/styles/files.js",
];

/** The browsers of the README, the ECMAScript all of them have, and what is built for them. */
const BUILT = [
  {
    name: "widget",
    browsers: ["chrome 87", "firefox 78", "safari 14"],
    syntax: "es2020",
    scripts: readdirSync(join(widget, "browser"))
      .filter((name) => name.endsWith(".js"))
      .map((name) => join(widget, "browser", name)),
    css: (await Promise.all(styles.map((name) => import(pathToFileURL(join(widget, name)).href))))
      .flatMap((sheet) => Object.values(sheet))
      .join("\n"),
    /** Where an older browser does without it, or is told something else first. */
    borne: {
      "css-focus-visible": "every focus has an outline, which the next rule takes from those who use a mouse",
      "viewport-unit-variants": "vh comes first",
      "css-lch-lab": "within @supports; ui/ink.ts tells the others",
      "css-overflow-anchor": "nothing is loaded above where the visitor reads without being put right",
      "css-overscroll-behavior": "the page moves on at the end of the thread",
      "css-forced-colors": "a browser without it has no forced colours",
    },
    words: ["light-dark(", "@layer", "@scope", "@starting-style", "oklch(", "anchor("],
    // Asked for before it is used, or in a rule of its own that an older browser leaves out.
    apart: { "color-mix(": 1, "lab(from": 2 },
  },
  {
    name: "console",
    browsers: ["chrome 123", "firefox 121", "safari 17.5"],
    syntax: "es2023",
    scripts: [join(console_, "console.js")],
    css: readFileSync(join(console_, "console.css"), "utf8"),
    borne: { "css-overflow-anchor": "the thread is put right by hand" },
    words: ["@starting-style", "anchor(", "@scope", "field-sizing"],
    apart: {},
  },
];

/** What no syntax tells of and the oldest do not have. */
const CALLS = [
  /\(\?<[!=]/,
  /\bstructuredClone\(/,
  /\.randomUUID\(/,
  /\bAbortSignal\.(?:timeout|any)\b/,
  /\.(?:toSorted|toReversed|toSpliced|findLastIndex|checkVisibility|isWellFormed|toWellFormed)\(/,
  /\bIntl\.(?:Segmenter|DurationFormat)\b/,
  /\b(?:Object|Map)\.groupBy\b/,
];

let problems = 0;
const complain = (what) => {
  problems++;
  console.error(`✗ ${what}`);
};

for (const { name, browsers, syntax, scripts, css, borne, words, apart } of BUILT) {
  for (const module of [true, false]) {
    const files = scripts.filter((file) => file.endsWith("/widget.js") !== module);
    if (files.length === 0) continue;
    try {
      const args = [syntax, ...files, "--checkFeatures", "--noCache", ...(module ? ["--module"] : [])];
      // The oldest have it, though ECMAScript names it a year later.
      execFileSync(join(root, "node_modules/.bin/es-check"), [...args, "--allowList", "StringReplaceAll"], {
        encoding: "utf8",
      });
    } catch (error) {
      complain(
        `${name}: ${String(error.stdout)
          .match(/(?:Unsupported features|SyntaxError|erroring file)[^\n]*/g)
          ?.join("; ")}`,
      );
    }
  }
  for (const file of name === "widget" ? scripts : []) {
    const code = readFileSync(file, "utf8");
    for (const call of CALLS) if (call.test(code)) complain(`${file} has ${call.exec(code)?.[0]}`);
  }
  const onFeatureUsage = ({ feature, featureData, usage }) => {
    if (featureData.missing && !borne[feature])
      complain(`${name}: ${feature} is not in ${featureData.missing}: ${String(usage)}`);
  };
  postcss([doiuse({ browsers, onFeatureUsage })])
    .process(css, { from: undefined })
    .sync();
  for (const word of words) if (css.includes(word)) complain(`${name}: ${word} in its styles`);
  for (const [word, times] of Object.entries(apart)) {
    if (css.split(word).length - 1 > times)
      complain(`${name}: ${word} where an older browser is not told anything else`);
  }
}
if (problems > 0) process.exit(1);
console.log("What is built runs in the browsers of the README.");
