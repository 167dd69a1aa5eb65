/** What can be wrong with a file or a part of it; `words.ts` has the sentences. */
export type ProblemCode =
  | "empty"
  | "encoding"
  | "damagedBytes"
  | "damagedText"
  | "binary"
  | "oldOffice"
  | "document"
  | "unknownFormat"
  | "tooLarge"
  | "tooLong"
  | "tooDeep"
  | "tooManyEntries"
  | "tooManyFiles"
  | "brokenArchive"
  | "lockedArchive"
  | "brokenWorkbook"
  | "brokenJson"
  | "brokenYaml"
  | "brokenTable"
  | "columns"
  | "noEntries"
  | "alias"
  | "section"
  | "notAList"
  | "field"
  | "kind"
  | "language"
  | "noName"
  | "noText"
  | "action"
  | "tone"
  | "exampleTooLong"
  | "tooManyExamples"
  | "wordsTooLong"
  | "saidTwice"
  | "noArticle"
  | "noIntent"
  | "noInbox"
  | "tooManyChoices";

/** Where in the files something stands. */
export interface Place {
  file: string;
  line?: number | undefined;
}

/** Something that was not taken, as data; `detail` is a value, a limit or a reason. */
export interface Problem extends Partial<Place> {
  code: ProblemCode;
  name?: string | undefined;
  detail?: string | undefined;
}

/** A file cannot be read at all. Thrown by readers of one format, caught for each file. */
export class Unreadable extends Error {
  readonly problem: Omit<Problem, "file">;

  constructor(code: ProblemCode, about: Omit<Problem, "file" | "code"> = {}) {
    super(code);
    this.problem = { code, ...about };
  }
}
