import { parseArgs } from "node:util";

const USAGE = `Every bench takes [--quick] [--json FILE].

  --quick         only whether it runs: fewer repetitions, less load; the figures mean nothing
  --json FILE     writes the figures, and everything that was measured, to FILE

soak          [--minutes N]  30 unless told
understanding --data FOLDER [--peers FOLDER] [--set NAME ...]
messages      [--part test] [--list] [--data FOLDER]
said          [--part N] [--pace MS]  messages, 100000 unless told; time between what one says and says next, 1500 unless told`;

/** Named in one place, so that a bench says what it does not know instead of taking it for something else. */
const OPTIONS = {
  quick: { type: "boolean", default: false },
  json: { type: "string" },
  minutes: { type: "string", default: "30" },
  data: { type: "string" },
  peers: { type: "string" },
  set: { type: "string", multiple: true },
  part: { type: "string" },
  pace: { type: "string" },
  list: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

export const options = read();
if (options.help) {
  console.log(USAGE);
  process.exit();
}

/** Whether only a look is wanted whether everything runs: fewer repetitions, less load. Its figures mean nothing. */
export const { quick } = options;

function read() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/** Says what is wrong with how the bench was called, and how it is called. */
export function refuse(problem: string): never {
  console.error(`${problem}\n\n${USAGE}`);
  process.exit(1);
}
