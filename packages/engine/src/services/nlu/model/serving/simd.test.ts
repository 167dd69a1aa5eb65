import { expect, test } from "vitest";
import { lstm } from "../training/lstm.ts";
import { sentenceVectors } from "../training/network.ts";
import { createRandom } from "../training/random.ts";
import { openTensorFlow } from "../training/tensorflow.ts";
import { createEncoder } from "../text/encoder.ts";
import { buildVocabulary } from "../text/vocabulary.ts";
import { paddedColumns, shapesOf, toBytes, type ByteTable, type Dense, type Network } from "./parts.ts";
import { createPlainForward, createPlainLinear } from "./plain.ts";
import { createSimdForward, createSimdLinear } from "./simd.ts";

const TEXTS = [
  "where is my order",
  "a",
  "我的快递到哪了 please",
  "refund refund refund",
  `${"long ".repeat(100)}tail`,
  "?!",
];
const vocabulary = buildVocabulary(TEXTS, { minOccurrences: 1, maxRows: 10_000, gramWeight: 1, moods: false });
const toRows = createEncoder(vocabulary);
// Thirteen outputs, because the kernel computes eight at a time.
const sizes = { embedding: 64, hidden: 64, bag: 64, outputs: 13 };
const random = createRandom(3);
const rows = vocabulary.hashes.length;
const network: Network = {
  tokens: toBytes(normals(vocabulary.tokenRows * sizes.embedding), sizes.embedding),
  bag: toBytes(normals(rows * sizes.bag), sizes.bag),
  dense: Object.fromEntries(
    Object.entries(shapesOf(sizes)).map(([name, shape]) => [name, normals(count(shape), 0.2)]),
  ) as unknown as Dense<Float32Array>,
};

test.each([...TEXTS, "never seen", ""])("kernel, plain JavaScript and TensorFlow.js agree on %j", async (text) => {
  const message = toRows(text);
  const plain = createPlainForward(network, sizes)(message);
  const simd = createSimdForward(network, sizes)(message);
  expectClose(simd.vector, plain.vector);
  expectClose(simd.scores, plain.scores);
  const oracle = await tensorFlowForward(text);
  expectClose(simd.vector, oracle.vector);
  expectClose(simd.scores, oracle.scores);
});

test("the linear model gives the same scores on the kernel and in plain JavaScript", () => {
  const width = paddedColumns(sizes.outputs);
  const linear = { table: toBytes(normals(rows * width), width), bias: normals(width), outputs: sizes.outputs };
  const [plain, simd] = [createPlainLinear(linear), createSimdLinear(linear)];
  for (const text of TEXTS) {
    const message = toRows(text);
    expectClose(simd(message), plain(message));
  }
});

test("one network answers many messages, long ones included, without remembering them", () => {
  const forward = createSimdForward(network, sizes);
  const first = forward(toRows("where is my order")).scores.slice();
  forward(toRows("another word ".repeat(900)));
  expect(forward(toRows("where is my order")).scores).toEqual(first);
});

/** The network as it is trained, on numbers read back from the byte tables. */
async function tensorFlowForward(text: string) {
  const { tf } = await openTensorFlow("wasm");
  const { tokens, starts, rows, bagRows, bagWeights } = toRows(text);
  const steps = Math.min(64, tokens);
  const vectors = Array.from({ length: steps }, (_, token) => {
    const own = [...rows.subarray(starts[token], starts[token + 1])];
    return sum(
      network.tokens,
      own,
      own.map(() => 1 / Math.sqrt(own.length)),
    );
  });
  const both = [vectors, vectors.toReversed()].flat().flatMap((vector) => [...vector]);
  const { embedding, hidden, outputs } = sizes;
  const sequences = { steps, batch: 1, inputs: embedding, hidden, padding: new Float32Array(steps) };
  const pooled = lstm({ ...sequences, input: Float32Array.from(both) }, network.dense).forwards()();
  const vector = sentenceVectors([...pooled, sum(network.bag, [...bagRows], [...bagWeights])], 1);
  const { headKernel, headBias } = network.dense;
  const products = tf.matMul(tf.tensor2d(vector, [1, vector.length]), tf.tensor(headKernel, [vector.length, outputs]));
  return { vector, scores: tf.add(products, tf.tensor(headBias, [1, outputs])).dataSync() };
}

function sum({ width, values, scales }: ByteTable, rows: number[], weights: number[]): Float32Array {
  return Float32Array.from({ length: width }, (_, at) =>
    rows.reduce(
      (total, row, index) =>
        total + (weights[index] as number) * (scales[row] as number) * (values[row * width + at] as number),
      0,
    ),
  );
}

function normals(length: number, scale = 1): Float32Array {
  return Float32Array.from({ length }, () => scale * random.normal());
}

function count(shape: number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  for (let at = 0; at < actual.length; at++)
    expect(Math.abs((actual[at] ?? 0) - (expected[at] ?? 0))).toBeLessThan(1e-4);
}
