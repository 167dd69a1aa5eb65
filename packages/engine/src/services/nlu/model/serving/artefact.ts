import { createHash } from "node:crypto";
import { mapDense, paddedColumns, shapesOf, type Calibration, type Model, type Network, type Sizes } from "./parts.ts";

/** The newest version of the format that this engine writes and reads, raised whenever text is read or scored differently. */
export const ARTEFACT_VERSION = 5;
/** What models with a network are written as, for engines of the version before: 5 is as 4, but may have none. */
const WITH_NETWORK = 4;
/** The oldest version that this engine reads: 3 is as 4, but its models read no sentence vectors, and those of 2 look for no moods either. */
const OLDEST_READ = 2;

const MAGIC = "PARLEY-M";
const CHECKSUM_BYTES = 32;
const PREFIX_BYTES = MAGIC.length + CHECKSUM_BYTES + 4;

interface Header {
  version: number;
  labels: string[];
  sizes: Sizes;
  rows: number;
  tokenRows: number;
  messages: number;
  gramWeight: number;
  moods?: boolean;
  /** How many numbers the sentence vectors have that it reads. */
  sentence?: number | undefined;
  /** Whether there is a network; absent in older versions, which always have one. */
  network?: boolean;
  calibration: Calibration;
  origin: Record<string, string | number>;
}

type Numbers = Int8Array | Uint16Array | Int32Array | Float32Array;
type NumbersType<T> = { new (buffer: ArrayBuffer): T; BYTES_PER_ELEMENT: number };

/** Writes a model as bytes: eight letters, SHA-256 of the rest, length of the JSON header, header, numbers (little endian). */
export function writeArtefact(model: Model): Uint8Array {
  const { vocabulary, network, linear, sentence } = model;
  const header: Header = {
    version: network ? WITH_NETWORK : ARTEFACT_VERSION,
    labels: model.labels,
    sizes: model.sizes,
    rows: vocabulary.hashes.length,
    tokenRows: vocabulary.tokenRows,
    messages: vocabulary.messages,
    gramWeight: vocabulary.gramWeight,
    moods: vocabulary.moods,
    sentence: sentence && sentence.weights.length / sentence.bias.length,
    ...(!network && { network: false }),
    calibration: model.calibration,
    origin: model.origin,
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const parts: Numbers[] = [
    vocabulary.hashes,
    vocabulary.occurrences,
    ...(network ? numbersOf(network) : []),
    linear.table.scales,
    linear.table.values,
    linear.bias,
    ...(sentence ? [sentence.weights, sentence.bias] : []),
  ];
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.byteLength, PREFIX_BYTES + text.length));
  new DataView(bytes.buffer).setUint32(PREFIX_BYTES - 4, text.length, true);
  bytes.set(text, PREFIX_BYTES);
  let offset = PREFIX_BYTES + text.length;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), offset);
    offset += part.byteLength;
  }
  bytes.set(new TextEncoder().encode(MAGIC), 0);
  bytes.set(checksum(bytes), MAGIC.length);
  return bytes;
}

/** Reads what `writeArtefact` wrote; throws an error that says what is wrong with bytes that are not such. */
export function readArtefact(bytes: Uint8Array): Model {
  const header = readHeader(bytes);
  const { sizes, rows, tokenRows, messages, gramWeight, moods = false, labels, calibration, origin } = header;
  let offset = PREFIX_BYTES + new DataView(bytes.buffer, bytes.byteOffset).getUint32(PREFIX_BYTES - 4, true);

  function take<T extends Numbers>(type: NumbersType<T>, count: number): T {
    const end = offset + count * type.BYTES_PER_ELEMENT;
    if (end > bytes.length) throw new Error("The model is cut off: it has fewer numbers than its header says.");
    // Copied, because a view may begin only at a multiple of its number's size.
    const numbers = new type(new Uint8Array(bytes.subarray(offset, end)).buffer);
    offset = end;
    return numbers;
  }

  const vocabulary = {
    hashes: take(Int32Array, rows),
    tokenRows,
    occurrences: take(Uint16Array, rows),
    messages,
    gramWeight,
    moods,
  };
  const takeTable = (count: number, width: number) => ({
    width,
    scales: take(Float32Array, count),
    values: take(Int8Array, count * width),
  });
  const takeNetwork = (): Network => ({
    tokens: takeTable(tokenRows, sizes.embedding),
    bag: takeTable(rows, sizes.bag),
    dense: mapDense(shapesOf(sizes), (shape) =>
      take(
        Float32Array,
        shape.reduce((product, size) => product * size, 1),
      ),
    ),
  });
  const network = header.network === false ? undefined : takeNetwork();
  const columns = paddedColumns(sizes.outputs);
  const linear = { table: takeTable(rows, columns), bias: take(Float32Array, columns), outputs: sizes.outputs };
  const sentence = header.sentence
    ? {
        weights: take(Float32Array, header.sentence * columns),
        bias: take(Float32Array, columns),
        outputs: sizes.outputs,
      }
    : undefined;
  return { labels, sizes, vocabulary, network, linear, sentence, calibration, origin };
}

function readHeader(bytes: Uint8Array): Header {
  const magic = new TextDecoder("latin1").decode(bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) throw new Error("This is not a Parley model.");
  if (bytes.length < PREFIX_BYTES) throw new Error("The model is cut off.");
  const found = bytes.subarray(MAGIC.length, MAGIC.length + CHECKSUM_BYTES);
  if (Buffer.compare(found, checksum(bytes)) !== 0)
    throw new Error("The model is damaged: its checksum does not match.");
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(PREFIX_BYTES - 4, true);
  const text = new TextDecoder().decode(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + length));
  const header = JSON.parse(text) as Header;
  if (header.version < OLDEST_READ || header.version > ARTEFACT_VERSION) {
    throw new Error(
      `The model has format ${header.version}, but this engine reads format ${ARTEFACT_VERSION}: train it again.`,
    );
  }
  return header;
}

function numbersOf({ tokens, bag, dense }: Network): Numbers[] {
  const { kernel, recurrent, bias, headKernel, headBias } = dense;
  return [tokens.scales, tokens.values, bag.scales, bag.values, kernel, recurrent, bias, headKernel, headBias];
}

function checksum(bytes: Uint8Array): Uint8Array {
  return createHash("sha256")
    .update(bytes.subarray(MAGIC.length + CHECKSUM_BYTES))
    .digest();
}
