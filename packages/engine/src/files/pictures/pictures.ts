import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileError, Refused, tooMuch } from "../problems.ts";
import { folderForPicture } from "../temporary.ts";
import { createDecoder, Died, type startChild } from "./decoder.ts";
import type { FromPictures, Remade, ToPictures } from "./messages.ts";
import { createRotation, type RotationOptions } from "./rotation.ts";

/** Milliseconds of processor time that a picture may take: the worst of those that are no larger than allowed took 20,000. */
const PROCESSOR = 60_000;

export interface PicturesOptions extends Pick<RotationOptions, "mostWaiting" | "mostOfSource"> {
  start?: typeof startChild;
  processor?: number;
}

/** A picture as it came: of which conversation, its bytes and its type. */
export interface Given {
  conversationId: string;
  content: () => Readable;
  type: string;
}

/**
 * Makes pictures anew, in a process of its own: what is left is what is seen, the right way up, and nothing of where and with what it was
 * taken. While one is read, what came of another conversation is fetched, and what was made put away.
 */
export function createPictures({ start, processor = PROCESSOR, ...bounds }: PicturesOptions = {}) {
  const unavailable = () => fileError("scanner");
  const decoder = createDecoder(start);
  const turns = createRotation({ ...bounds, tooMany: tooMuch, stopped: unavailable });
  let ended = false;

  async function ask(asked: ToPictures): Promise<FromPictures> {
    if (ended) throw unavailable();
    return await decoder.ask(asked);
  }

  /** What ends the process says nothing of a picture, but where the same breaks it twice. */
  async function read(asked: ToPictures): Promise<FromPictures> {
    return await ask(asked).catch(async (first: unknown) => {
      if (!(first instanceof Died)) throw first;
      return await ask(asked).catch((second: unknown) => {
        if (!(second instanceof Died)) throw second;
        throw first.broke && second.broke ? new Refused("broken") : unavailable();
      });
    });
  }

  async function remake<T>({ content, type }: Given, use: (made: Remade | undefined) => Promise<T>): Promise<T> {
    const folder = await folderForPicture();
    try {
      const path = join(folder, "given");
      await pipeline(content(), createWriteStream(path, { mode: 0o600 }));
      const answer = await read({ path, folder, type, processor });
      if (answer.is === "refused") throw new Refused(answer.problem);
      if (answer.is === "tooLong") throw new Refused("pixels");
      return await use(answer.is === "made" ? answer : undefined);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  return {
    /**
     * `use` is handed what was made, which is gone afterwards; or nothing, where there is nothing here that reads pictures. Rejects with `Refused`
     * for what is no picture of that type, or too large; with `overloaded` where too many wait, and `unavailable` where it is to be asked again.
     */
    remake: <T>(given: Given, use: (made: Remade | undefined) => Promise<T>): Promise<T> =>
      turns.take(given.conversationId, () => remake(given, use)),
    /** Refuses those that wait, for another node or a later day; what was begun goes on, until `end`. */
    stop: turns.stop,
    end(): void {
      ended = true;
      decoder.end();
    },
  };
}
export type Pictures = ReturnType<typeof createPictures>;
