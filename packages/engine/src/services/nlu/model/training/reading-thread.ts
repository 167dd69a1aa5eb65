/** The thread that reads sentences ahead of a training. */
import { workerData } from "node:worker_threads";
import { openSentences } from "../text/sentences.ts";
import { createReader, type Shelf } from "./shelf.ts";

const shelf = workerData as Shelf;
const sentences = await openSentences();
if (sentences?.dimensions === shelf.dimensions) {
  const reader = createReader(shelf, sentences.encode);
  while (reader.next());
}
