/** A mail as it comes, and what has to be read in it. */
export interface Shaped {
  name: string;
  raw: Buffer;
  /** Words that are in what they wrote; nothing where it is only not to do any harm. */
  says?: string;
  /** Names of its files. */
  files?: string[];
}

let number = 0;
const from = () => `From: Somebody <m${(number += 1)}@people.example>`;
export const mail = (head: readonly string[], ...body: (string | Buffer)[]) =>
  Buffer.concat([
    Buffer.from(
      [from(), "To: support@shop.example", `Message-ID: <shaped-${number}@people.example>`, ...head, "", ""].join(
        "\r\n",
      ),
      "latin1",
    ),
    ...body.map((part) => (typeof part === "string" ? Buffer.from(part) : part)),
    Buffer.from("\r\n"),
  ]);
export const typed = (type: string, encoding = "8bit") => [
  "MIME-Version: 1.0",
  `Content-Type: ${type}`,
  `Content-Transfer-Encoding: ${encoding}`,
];

export const multi = (boundary: string, ...parts: string[][]) =>
  `${parts.map((part) => `--${boundary}\r\n${part.join("\r\n")}\r\n`).join("")}--${boundary}--`;
