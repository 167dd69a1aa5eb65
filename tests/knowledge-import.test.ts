import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { ownersConsole } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";

afterAll(closeBrowser);

/** "问题,答案" and a row of it as Excel in China saves them: in GB18030. */
const GB18030 = Buffer.from("cecacce22cb4f0b0b80ad4f5c3b4cdcbbbf5a3bf2cc8fdcaaeccecc4dac3e2b7d1a1a30a", "hex");

async function folder(files: Record<string, string | Uint8Array>): Promise<string> {
  const place = await mkdtemp(path.join(tmpdir(), "parley-import-"));
  onTestFinished(() => rm(place, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(place, name), content);
  return place;
}

test("a table is chosen, its changes are seen, nothing happens before it is confirmed, and what is wrong can be read", async () => {
  const running = await startEngine();
  const { page, olivia } = await ownersConsole(running);
  await page.evaluate(() => localStorage.setItem("parley.language", "zh-CN"));
  const place = await folder({
    "faq.csv": GB18030,
    "more.csv": "question,answer\nHow do I return it?,Within 30 days.\n,nobody asks this\nlost \uFFFD,x\n",
  });
  await page.goto(`${running.url}/console/#/knowledge/exchange`);
  await page.reload();
  await page.getByLabel("选择文件").setInputFiles([path.join(place, "faq.csv"), path.join(place, "more.csv")]);
  const dialog = page.getByRole("dialog", { name: "预览更改" });
  await dialog.getByText("GB18030").waitFor();
  // Both questions are examples of an intent that is there: it is its answers that change, and its title is read in Chinese.
  await dialog.getByText("三十天内免费。").waitFor();
  await dialog.getByText("退货", { exact: false }).first().waitFor();
  await dialog.getByText("既没有名称，也没有问题").waitFor();
  await dialog.getByText("第 3 行").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  const before = await running.engine.services.nlu.knowledge({});
  const answers = ({ intents }: typeof before) => intents.map(({ answer }) => answer["zh-CN"]);
  expect(answers(before)).not.toContain("三十天内免费。");

  await dialog.getByRole("button", { name: "导入 1 项" }).click();
  await page.getByText("已导入：新增").waitFor();
  expect(answers(await running.engine.services.nlu.knowledge({}))).toContain("三十天内免费。");
  expect(olivia.complaints.filter((complaint) => !complaint.includes("401"))).toEqual([]);
});

test("a folder that is dropped is read as one import, and the page stays", async () => {
  const running = await startEngine();
  const { page } = await ownersConsole(running);
  await page.goto(`${running.url}/console/#/knowledge/exchange`);
  await page.getByRole("heading", { name: "Import" }).waitFor();
  const rasa = {
    "nlu.yml": "nlu:\n- intent: faq/ask\n  examples: |\n    - what is it\n",
    "domain.yml": "responses:\n  utter_faq/ask:\n  - text: A shop.\n",
  };
  const dropped = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(files)) transfer.items.add(new File([text], name));
    return transfer;
  }, rasa);
  await page.dispatchEvent("body", "dragover", { dataTransfer: dropped });
  await page.getByText("Let go to see what would change").waitFor();
  await page.dispatchEvent("body", "drop", { dataTransfer: dropped });
  const dialog = page.getByRole("dialog", { name: "What would change" });
  await dialog.getByText("faq/ask", { exact: true }).waitFor();
  await dialog.getByText("A shop.").waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  const { intents } = await running.engine.services.nlu.knowledge({});
  expect(intents.map(({ id }) => id)).not.toContain("faq_ask");
});
