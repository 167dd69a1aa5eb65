import { afterAll, expect, test } from "vitest";
import { closeBrowser } from "./support/browser.ts";
import { ownersConsole } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

test("an admin teaches a new intent, trains, publishes, and the bot answers with it at once; rolled back, it does not", async () => {
  const running = await startEngine();
  const { page } = await ownersConsole(running);
  const ann = await visitor(running.url);
  const go = (path: string) => page.goto(`${running.url}/console/#/${path}`);

  await go("knowledge/intents/+");
  await page.getByLabel("Id").fill("drone_rental");
  await page.getByLabel("Title, English").fill("Renting a drone");
  await page.getByLabel("Title, Chinese").fill("无人机租赁");
  const examples = [
    "how much is it to rent a drone",
    "can I hire a drone for a day",
    "drone rental prices",
    "rent a drone",
    "do you rent out drones",
    "I'd like to rent a drone this weekend",
    "drone hire",
    "what does hiring a drone cost",
    "租无人机多少钱",
    "可以租无人机吗",
    "无人机租赁",
    "我想租一台无人机",
    "无人机怎么租",
    "租一天无人机要多少钱",
  ];
  await page.getByLabel("Examples, one per line").fill(examples.join("\n"));
  await page.getByLabel("Answer, English").fill("A drone is 40 dollars a day.");
  await page.getByRole("radio", { name: /中文/ }).first().check({ force: true });
  await page.getByLabel("Answer, Chinese").fill("无人机每天 280 元。");
  await page.getByRole("button", { name: "Save" }).click();
  await expect
    .poll(async () => (await running.engine.services.nlu.knowledge({})).intents.some(({ id }) => id === "drone_rental"))
    .toBe(true);

  await go("training");
  await page.getByRole("button", { name: /^Train/ }).click();
  await page.getByRole("progressbar", { name: "Progress of the training" }).waitFor();
  await page.getByText("Version 3 is trained").waitFor({ timeout: 540_000 });
  await page
    .getByRole("article", { name: "Version 3" })
    .getByRole("button", { name: /^Publish( anyway)?$/ })
    .first()
    .click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Publish( anyway)?$/ })
    .click();
  await expect.poll(async () => (await running.engine.services.nlu.status({})).version).toBe(3);
  expect((await ann.answerTo(await ann.send("how much would renting a drone be?"))).text).toContain("40 dollars");
  expect((await ann.answerTo(await ann.send("租个无人机多少钱"))).text).toContain("280");

  await page.getByRole("article", { name: "Version 2" }).getByRole("button", { name: "Roll back to this" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Publish|Roll back/ })
    .click();
  await expect.poll(async () => (await running.engine.services.nlu.status({})).version).toBe(2);
  expect((await ann.answerTo(await ann.send("how much would renting a drone be?"))).text).not.toContain("40 dollars");
}, 600_000);
