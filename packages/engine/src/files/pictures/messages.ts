/** A picture to be made anew: where it lies, where to put what is made of it, and its type. */
export interface ToPictures {
  path: string;
  folder: string;
  type: string;
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
  | ({ is: "made" } & Remade)
  | { is: "refused"; problem: "broken" | "pixels" }
  /** There is nothing here that reads pictures. */
  | { is: "unavailable" };
