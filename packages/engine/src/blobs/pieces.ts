/** The same bytes in pieces of one size; the last may be shorter. */
export async function* piecesOf(chunks: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let [held, length]: [Buffer[], number] = [[], 0];
  for await (const chunk of chunks) {
    held.push(chunk);
    length += chunk.length;
    if (length < size) continue;
    const all = Buffer.concat(held);
    let at = 0;
    for (; length - at >= size; at += size) yield all.subarray(at, at + size);
    [held, length] = [[all.subarray(at)], length - at];
  }
  if (length > 0) yield Buffer.concat(held);
}
