import { describe, expect, test } from "vitest";
import { checkChoice } from "./choice.ts";
import { openUsers, PASSWORD, refusal } from "./users.test.kit.ts";

const olivia = { name: "Olivia Chen", email: "olivia.chen@shop.example" };

test.each([
  ["1234567890", "first"],
  ["password123", "first"],
  ["P@ssw0rd123", "first"],
  ["qwertyuiop", "first"],
  ["1qaz2wsx3edc", "first"],
  ["aaaaaaaaaa", "first"],
  ["1".repeat(200), "first"],
  ["abcdefghij", "first"],
  ["woaini1314", "first"],
  ["woaini5201314", "first"],
  ["a123456789", "first"],
  ["１２３４５６７８９０", "first"],
  ["parley12345", "made of"],
  ["parley-admin-2026", "made of"],
  ["KeFu20261129", "made of"],
  ["olivia.chen@shop.example", "made of"],
  ["Olivia2026!!", "made of"],
  ["chen-olivia", "made of"],
])("%s is not taken as a password", async (password, why) => {
  await expect(checkChoice(password, olivia)).rejects.toMatchObject({
    code: "invalid",
    message: expect.stringContaining(why),
  });
});

test.each([
  PASSWORD,
  "an entirely new one",
  "blue-tram-47-orchid",
  "小猫喜欢吃鱼和虾的晚上",
  "olivia loves cats",
  "Kx9#mQ2vLp",
])("%s is taken", async (password) => checkChoice(password, olivia));

describe("wherever a password is set", () => {
  test("it is looked at: by the owner, by who was invited, and by who changes it", async () => {
    const { users, owner, member } = await openUsers();
    const easy = { code: "invalid", details: { fields: { password: [expect.any(String)] } } };
    const { token = "" } = await users.ownerSetup({});
    expect(await refusal(users.setup({ token, ...olivia, password: "password123" }))).toMatchObject(easy);
    await owner();
    const { token: session } = await member("agent");
    const change = { token: session, current: PASSWORD, password: "1234567890" };
    expect(await refusal(users.changePassword(change))).toMatchObject(easy);
    const invited = { name: "Ada", email: "ada@shop.example", role: "agent", by: "owner" } as const;
    const { setupToken } = await users.invite(invited);
    expect(await refusal(users.setup({ token: setupToken, password: "ada@shop.example" }))).toMatchObject(easy);
    await users.setup({ token: setupToken, password: PASSWORD });
  });
});
