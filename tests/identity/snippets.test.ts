import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { verifyProof } from "../../packages/engine/src/services/users/signed/verify.ts";

const cwd = fileURLToPath(new URL("../../examples/signed-identity/", import.meta.url));
const secret = "pk_tried-by-a-test";

const isThere = (tool: string) => {
  try {
    execFileSync("sh", ["-c", `command -v ${tool}`]);
    return true;
  } catch {
    return false;
  }
};

test.each([
  ["node", ["token.mjs"]],
  ["python3", ["token.py"]],
  ["java", ["Token.java"]],
  ["go", ["run", "token.go"]],
  ["php", ["token.php"]],
])("[I3] what the example for %s signs is a proof", async (tool, given) => {
  if (!isThere(tool)) return console.warn(`SKIPPED: ${tool} is not installed, so that its example is not tried.`);
  const env = { ...process.env, CHAT_KEY: secret };
  const token = execFileSync(tool, given, { cwd, env, encoding: "utf8" }).trim();
  expect(await verifyProof({ token }, { keys: [{ secret }], inboxId: "web", now: Date.now() })).toEqual({
    userId: "42",
    said: { name: "Ann 安" },
  });
});
