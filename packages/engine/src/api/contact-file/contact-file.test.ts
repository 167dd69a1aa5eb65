import { type ContactImportResult, type ContactPage } from "@parley/protocol";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { openAdmin } from "../api.test.kit.ts";

const AMY = { id: "amy", name: "Amy" };

async function openFiles() {
  const admin = await openAdmin();
  const owner = await admin.ownerBrowser();
  const bring = async (file: string | Uint8Array, dryRun = false, language = "en") => {
    const content = Buffer.from(file).toString("base64");
    const answer = await owner.ask("POST /contacts/import", { content, dryRun }, { "accept-language": language });
    return { ...answer, result: answer.body as ContactImportResult };
  };
  const list = async (search = "") =>
    ((await owner.ask(`GET /contacts?sort=name&search=${encodeURIComponent(search)}`)).body as ContactPage).contacts;
  const exported = async (query = "") => (await owner.ask(`GET /contacts/export${query}`)).text;
  return { ...admin, owner, bring, list, exported };
}

const tally = ({ new: fresh, changed, unchanged, refused }: ContactImportResult) => [
  fresh,
  changed,
  unchanged,
  refused,
];

test("[K8] a file is looked at first, then brought in, and the second time it says nothing new", async () => {
  const { bring, list } = await openFiles();
  const file = "姓名,邮箱,手机号,标签,plan,城市\n李雷,LiLei@x.example,+86 138,vip；北京,pro,杭州\n韩梅梅,,139,,,\n\n";
  const preview = await bring(file, true);
  expect([preview.result.applied, tally(preview.result)]).toEqual([false, [2, 0, 0, 0]]);
  expect(preview.result.columns.map(({ as }) => as)).toEqual([
    "name",
    "email",
    "phone",
    "tags",
    "attributes.plan",
    "attributes.城市",
  ]);
  expect(await list()).toEqual([]);
  expect(tally((await bring(file)).result)).toEqual([2, 0, 0, 0]);
  expect(await list("李雷")).toMatchObject([
    { email: "LiLei@x.example", phone: "+86 138", tags: ["vip", "北京"], attributes: { plan: "pro", 城市: "杭州" } },
  ]);
  const later = "email,plan,tags\nlilei@X.example,free,vip\n";
  expect(tally((await bring(later, true)).result)).toEqual([0, 1, 0, 0]);
  expect(tally((await bring(later)).result)).toEqual([0, 1, 0, 0]);
  expect(tally((await bring(later)).result)).toEqual([0, 0, 1, 0]);
  expect(await list("李雷")).toMatchObject([{ name: "李雷", attributes: { plan: "free", 城市: "杭州" } }]);
});

test("[K8] each line that cannot be taken is named with the reason, and takes no other one along", async () => {
  const { users, bring, list } = await openFiles();
  const { visitor } = await users.createVisitor({ locale: "en" });
  await users.updateVisitor({ visitorId: visitor.id, profile: { email: "seven@x.example", userId: "7" } });
  await users.verifyVisitor({ visitorId: visitor.id, userId: "7" });
  for (const name of ["One", "Two"]) {
    await users.putContact({ version: 0, change: { name, email: "both@x.example" }, by: AMY });
  }
  const lines = [
    "name,email,userId,phone,tags",
    "Good,good@x.example,,1,",
    "Bad,bad at x,,,",
    `${"x".repeat(201)},,,,`,
    ",,,,vip",
    "Again,GOOD@x.example,,,",
    "Both,both@x.example,,,",
    "Other,seven@x.example,8,,",
    "Seven,,7,77,",
    `Tags,,,,${"t".repeat(51)}`,
  ];
  for (const dryRun of [true, false]) {
    const { result } = await bring(lines.join("\r\n"), dryRun, "zh-CN");
    expect(tally(result)).toEqual([1, 1, 0, 7]);
    const problems = result.problems.map(({ line, code }) => `${line} ${code}`).join();
    expect(problems).toBe("3 email,4 tooLong,5 nothing,6 twice,7 several,8 otherUser,10 tags");
    expect(result.problems[0]?.text).toBe("“bad at x”不是有效的邮箱地址。");
    expect(result.problems[3]?.text).toBe("与第 2 行是同一个人。");
  }
  expect((await list("both")).map(({ name }) => name)).toEqual(["One", "Two"]);
  expect(await list("77")).toMatchObject([{ name: "Seven", userId: "7", verified: true }]);
});

test("[K8] files of Chinese Excel are read: UTF-8 with a mark, GBK, UTF-16, and other separators", async () => {
  const { bring, list } = await openFiles();
  // 姓名,手机 / 王小明,138 as Excel saves it in China.
  const gbk = Buffer.from("d0d5c3fb2ccad6bbfa0d0acdf5d0a1c3f72c3133380d0a", "hex");
  expect((await bring(gbk)).result).toMatchObject({ encoding: "GB18030", new: 1 });
  expect(await list("王小明")).toMatchObject([{ phone: "138" }]);
  expect((await bring("\uFEFF姓名;邮箱\n李雷;l@x.example\n")).result).toMatchObject({ encoding: "UTF-8", new: 1 });
  const wide = Buffer.from("\uFEFF姓名\t用户ID\n韩梅梅\t42\n", "utf16le");
  expect((await bring(wide)).result).toMatchObject({ encoding: "UTF-16LE", new: 1 });
  expect(await list("42")).toMatchObject([{ name: "韩梅梅", userId: "42" }]);
});

test.each([
  ["nothing", new Uint8Array()],
  ["a picture", Uint8Array.of(0x89, 0x50, 0, 1, 2, 3)],
  ["a table with a quote that never ends", 'name,email\nOne,one@x.example\n"Two,two@x.example\nThree,\n'],
  ["a table of something else", "colour,size\nred,7\n"],
])("[K8] %s is refused as a whole, in the asker's language", async (_, file) => {
  const { bring, list } = await openFiles();
  const refused = await bring(file, false, "zh");
  expect(await list()).toEqual([]);
  expect([refused.status, refused.error?.code]).toEqual([400, "invalid"]);
  expect(refused.error?.message).toMatch(/\p{Script=Han}/u);
});

test("[K8] what is exported is brought in again as it was, and no cell of it is a formula", async () => {
  const { users, bring, exported, list, memberBrowser, trail } = await openFiles();
  const odd = {
    name: "=1+1",
    phone: "+86 138",
    attributes: { plan: "@x", size: 7, zip: "007", vip: true, note: 'a "b", c', cmd: "x;=1; '@y" },
  };
  await users.putContact({ version: 0, change: { ...odd, tags: ["-x", "vip"] }, by: AMY });
  await users.putContact({ version: 0, change: { name: "只有名字", attributes: { size: "8" } }, by: AMY });
  const { visitor } = await users.createVisitor({ locale: "zh-CN" });
  await users.updateVisitor({ visitorId: visitor.id, profile: { name: "'quoted", email: "q@x.example" } });
  const before = await list();
  const file = await exported();
  expect(file.startsWith("\uFEFF")).toBe(true);
  const cells = parse(file, { bom: true }).flat();
  expect(cells.filter((cell) => /(?:^|;)\s*[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(tally((await bring(file)).result)).toEqual([0, 0, 3, 0]);
  expect(await list()).toEqual(before);
  expect(parse(await exported("?tag=vip"), { bom: true }).length).toBe(2);

  for (const { id } of before) await users.eraseContact({ id, by: "owner" });
  expect(tally((await bring(file)).result)).toEqual([3, 0, 0, 0]);
  expect((await list("=1+1"))[0]).toMatchObject({ ...odd, tags: ["-x", "vip"] });
  const supervisor = await memberBrowser("supervisor");
  expect((await supervisor.ask("GET /contacts/export")).status).toBe(403);
  expect(await trail()).toEqual(expect.arrayContaining(["exportContacts", "importContacts +3 ~0"]));
});
