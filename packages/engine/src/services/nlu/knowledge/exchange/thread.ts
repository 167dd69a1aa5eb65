import { parentPort, workerData } from "node:worker_threads";
import { readFiles, type SourceFile } from "./read.ts";

parentPort?.postMessage(await readFiles(workerData as SourceFile[]));
