/** A picture to be made anew: where it lies, where to put what is made of it, its type, and milliseconds of processor time that it may take. */
export interface ToPictures {
  path: string;
  folder: string;
  type: string;
  processor: number;
}

/** What was made: of the picture and its preview the paths and sizes, in bytes, and its sides as it is shown, in pixels. */
export interface Remade {
  whole: string;
  bytes: number;
  preview: string;
  previewBytes: number;
  width: number;
  height: number;
}

export type FromPictures =
  /** The picture is being read. */
  | { is: "begun" }
  | ({ is: "made" } & Remade)
  | { is: "refused"; problem: "broken" | "pixels" }
  /** It took all of the processor time that it may, and goes on. */
  | { is: "tooLong" }
  /** There is nothing here that reads pictures. */
  | { is: "unavailable" };
