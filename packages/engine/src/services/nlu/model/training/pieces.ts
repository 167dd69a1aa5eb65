import type { Kernel } from "../serving/kernel.ts";

const FLOAT = 4;

/** A piece of the kernel's memory for so many numbers of four bytes: its address. What was in it is lost when it has to grow. */
export type Piece = (count: number) => number;

/** Creates a piece that is made anew, twice as large, when it is too small. */
export function createPiece(kernel: Kernel): Piece {
  let address = 0;
  let room = 0;
  return (count) => {
    if (count > room) {
      room = 2 * count;
      address = kernel.reserve(FLOAT * room);
    }
    return address;
  };
}
