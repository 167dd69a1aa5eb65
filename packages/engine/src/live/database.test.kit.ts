/** What a database can hold, as far as tests need it. */
type Value = string | number | { [name: string]: Value };

const MARK = Buffer.from("\xab\xcd\xefMaxMind.com", "latin1");

/** A database in MaxMind's format (its specification, version 2.0) that knows one network of IPv4. */
export function databaseOf(address: string, bits: number, value: Value): Buffer {
  const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const none = bits;
  const nodes = Array.from({ length: bits }, (_, at) => {
    const next = at + 1 < bits ? at + 1 : bits + 16;
    return Math.floor(number / 2 ** (31 - at)) % 2 === 1 ? [none, next] : [next, none];
  });
  const tree = Buffer.concat(nodes.flat().map((record) => whole(record, 3)));
  const about: Value = {
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1,
    database_type: "Test",
    ip_version: 4,
    node_count: bits,
    record_size: 24,
  };
  return Buffer.concat([tree, Buffer.alloc(16), written(value), MARK, written(about)]);
}

function whole(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

function written(value: Value): Buffer {
  if (typeof value === "string") {
    const text = Buffer.from(value);
    return Buffer.concat([Buffer.from([(2 << 5) | text.length]), text]);
  }
  if (typeof value === "number") return Buffer.concat([Buffer.from([(6 << 5) | 4]), whole(value, 4)]);
  const entries = Object.entries(value);
  const parts = entries.flatMap(([name, each]) => [written(name), written(each)]);
  return Buffer.concat([Buffer.from([(7 << 5) | entries.length]), ...parts]);
}
