/** One matrix as signed bytes: blocks of eight columns; in each, pair by pair of its rows, the two numbers of every column. */
export interface Matrix {
  rows: number;
  columns: number;
  scale: number;
  values: Int8Array;
}

/** What data/vectors.bin holds; views on its bytes. */
export interface Parts {
  /** Numbers of a piece's vector and of a sentence's. */
  width: number;
  /** The pieces in the order of their UTF-16 units. Of the table's rows the first three are others: unknown, start, end. */
  pieces: string[];
  /** The logarithm of how likely each piece is. */
  scores: Float32Array;
  /** The score of a character that is no piece. */
  unknown: number;
  table: Table;
  matrices: Map<string, Matrix>;
  vectors: Map<string, Float32Array>;
}

/** Rows of numbers as indices of sixteen levels, two to a byte, the first in its low half; row r's scale is scales[r] x unit. */
export interface Table {
  levels: Float32Array;
  scales: Uint16Array;
  unit: number;
  values: Uint8Array;
}

interface Header {
  version: number;
  width: number;
  pieces: number;
  names: number;
  unknown: number;
  levels: number[];
  unit: number;
  matrices: { name: string; rows: number; columns: number; scale: number }[];
  vectors: { name: string; length: number }[];
}

/** Rows of the table before those of the pieces. */
export const SPECIAL_ROWS = 3;

const MAGIC = "PARLEY-V";
const VERSION = 1;
const PREFIX_BYTES = MAGIC.length + 4;
const ALIGNMENT = 64;

/** Reads what scripts/convert.py wrote; throws an error that says what is wrong with bytes that are not such. */
export function readParts(bytes: ArrayBuffer): Parts {
  const { header, offset } = readHeader(bytes);
  let end = offset;

  function take(size: number): number {
    const at = end;
    end += Math.ceil(size / ALIGNMENT) * ALIGNMENT;
    if (end > bytes.byteLength) throw new Error("The file of sentence vectors is cut off.");
    return at;
  }

  const rows = header.pieces + SPECIAL_ROWS;
  const names = new TextDecoder().decode(new Uint8Array(bytes, take(header.names), header.names));
  const scores = new Float32Array(bytes, take(4 * header.pieces), header.pieces);
  const scales = new Uint16Array(bytes, take(2 * rows), rows);
  const half = header.width / 2;
  const values = new Uint8Array(bytes, take(rows * half), rows * half);
  const matrices = header.matrices.map(({ name, rows, columns, scale }): [string, Matrix] => {
    const count = rows * columns;
    return [name, { rows, columns, scale, values: new Int8Array(bytes, take(count), count) }];
  });
  const vectors = header.vectors.map(({ name, length }): [string, Float32Array] => {
    return [name, new Float32Array(bytes, take(4 * length), length)];
  });
  return {
    width: header.width,
    pieces: names.split("\n"),
    scores,
    unknown: header.unknown,
    table: { levels: Float32Array.from(header.levels), scales, unit: header.unit, values },
    matrices: new Map(matrices),
    vectors: new Map(vectors),
  };
}

function readHeader(bytes: ArrayBuffer): { header: Header; offset: number } {
  const text = (from: number, length: number) => new TextDecoder().decode(new Uint8Array(bytes, from, length));
  if (bytes.byteLength < PREFIX_BYTES || text(0, MAGIC.length) !== MAGIC)
    throw new Error("This is no file of Parley's sentence vectors.");
  const length = new DataView(bytes).getUint32(MAGIC.length, true);
  if (PREFIX_BYTES + length > bytes.byteLength) throw new Error("The file of sentence vectors is cut off.");
  const header = JSON.parse(text(PREFIX_BYTES, length)) as Header;
  if (header.version !== VERSION)
    throw new Error(`The sentence vectors have format ${header.version}, but this program reads format ${VERSION}.`);
  return { header, offset: PREFIX_BYTES + length };
}
