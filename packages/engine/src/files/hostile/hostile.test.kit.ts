import type { Hostile } from "./making.test.kit.ts";
import { oddPictures } from "./odd-pictures.test.kit.ts";
import { whatRuns } from "./what-runs.test.kit.ts";
import { oddWords } from "./words.test.kit.ts";

export { type Hostile, SCRIPT } from "./making.test.kit.ts";

/** All of them, made here: no file of anybody's is kept for it. */
export const hostileFiles = async (): Promise<Hostile[]> => [...(await oddPictures()), ...whatRuns(), ...oddWords()];
