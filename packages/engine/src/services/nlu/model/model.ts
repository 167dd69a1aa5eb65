export { loadClassifier } from "./serving/classifier.ts";
export { openSentences } from "./text/sentences.ts";
export { train } from "./training/process.ts";
export type * from "./types.ts";
