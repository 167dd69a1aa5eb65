import { createKernel } from "../serving/kernel.ts";
import { paddedColumns, type SentencePart } from "../serving/parts.ts";
import type { AfterStep } from "./fit.ts";
import { createRandom } from "./random.ts";
import type { Settings } from "./settings.ts";
import { createSoftmax } from "./softmax.ts";

/** What is learned from sentence vectors: one for each message, and the output that each should give. */
export interface SentenceLesson {
  vectors: readonly Float32Array[];
  outputs: Int32Array;
  count: number;
  settings: Pick<Settings, "sentence">;
  seed: number;
}

const FLOAT = 4;
/** How fast what an output scores before anything is known moves, of how fast the weights do. */
const BIAS_SHARE = 0.3;

/** Trains multinomial logistic regression on sentence vectors, which stay as they are: three examples of an intent show much. */
export async function fitSentences(
  lesson: SentenceLesson,
  afterStep: AfterStep,
  from?: SentencePart,
): Promise<SentencePart> {
  const { vectors, outputs, count, settings } = lesson;
  const { batch, epochs, rate: fastest } = settings.sentence;
  const dimensions = vectors[0]?.length ?? 0;
  const width = paddedColumns(count);
  const random = createRandom(lesson.seed);
  const sums = createSums({ batch, dimensions, width });
  const bias = from ? from.bias.slice() : new Float32Array(width);
  if (from) sums.begin(from.weights);
  const slopesOf = createSoftmax();
  const steps = epochs * Math.ceil(vectors.length / batch);
  let step = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const order = random.shuffle(vectors.map((_, at) => at));
    for (let from = 0; from < order.length; from += batch) {
      step += 1;
      const indices = order.slice(from, from + batch);
      const scores = sums.scores(
        indices.map((at) => vectors[at] as Float32Array),
        bias,
      );
      const rights = Int32Array.from(indices, (at) => outputs[at] as number);
      const loss = slopesOf(scores, { rights, count, smoothing: 0 });
      const rate = (fastest * Math.min(1, step / (steps / 20)) * (1 - step / (steps + 1))) / indices.length;
      for (let at = 0; at < scores.length; at++) {
        scores[at] = -rate * (scores[at] as number);
        bias[at % width] = (bias[at % width] as number) + BIAS_SHARE * (scores[at] as number);
      }
      sums.descend(indices.length);
      await afterStep({ part: "sentence", epoch, loss });
    }
  }
  return { weights: sums.weights(), bias, outputs: count };
}

/** Both products of a step on the kernel. */
function createSums({ batch, dimensions, width }: { batch: number; dimensions: number; width: number }) {
  const kernel = createKernel();
  const [weights, left, out] = [dimensions * width, batch * dimensions, batch * width].map((count) =>
    kernel.reserve(FLOAT * count),
  ) as [number, number, number];
  const views = {
    left: kernel.floats(left, batch * dimensions),
    out: kernel.floats(out, batch * width),
  };

  return {
    /** The scores of each vector; a view that is valid until the next call, to be replaced by what `descend` adds. */
    scores(vectors: readonly Float32Array[], bias: Float32Array): Float32Array {
      const rows = vectors.length;
      for (const [row, vector] of vectors.entries()) {
        views.left.set(vector, row * dimensions);
        views.out.set(bias, row * width);
      }
      kernel.run.addProduct(left, weights, out, rows, dimensions, width);
      return views.out.subarray(0, rows * width);
    },
    /** Adds to each vector's weights what was put in the place of its scores. */
    descend: (rows: number) => kernel.run.addTurnedProduct(left, out, weights, dimensions, rows, width),
    begin: (from: Float32Array) => kernel.floats(weights, dimensions * width).set(from),
    weights: () => kernel.floats(weights, dimensions * width).slice(),
  };
}
