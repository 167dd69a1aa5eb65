/** What a column of a file of contacts can be. */
export const FIELDS = ["id", "userId", "email", "name", "phone", "tags"] as const;
export type Field = (typeof FIELDS)[number];

/** What an export has beside that; a file that is brought in says nothing by it. */
export const SHOWN = ["verified", "inboxes", "language", "created", "lastSeen"] as const;

/** Before the name of an attribute, where it could be taken for another column. */
export const ATTRIBUTE = "attributes.";

/** What people call these columns, without blanks, hyphens and upper case. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  id: ["id", "contactid", "联系人id", "聯絡人id"],
  userId: [
    "userid",
    "externalid",
    "customerid",
    "用户id",
    "用户编号",
    "客户编号",
    "客户id",
    "用戶id",
    "用戶編號",
    "客戶編號",
  ],
  email: ["email", "mail", "emailaddress", "邮箱", "电子邮箱", "电子邮件", "邮件", "郵箱", "電子郵件"],
  name: ["name", "fullname", "姓名", "名字", "名称", "客户", "联系人", "客户姓名", "名稱", "聯絡人"],
  phone: [
    "phone",
    "mobile",
    "tel",
    "telephone",
    "phonenumber",
    "手机",
    "手机号",
    "手机号码",
    "电话",
    "电话号码",
    "手機",
    "電話",
  ],
  tags: ["tags", "tag", "labels", "标签", "標籤"],
};

/** What a column is read as: a field, an attribute by its name, or nothing. */
export type Column = { is: "field"; field: Field } | { is: "attribute"; name: string } | { is: "nothing" };

/** Reads the header of a file. Of two columns that are called the same the first counts. */
export function columnsOf(header: readonly string[]): Column[] {
  const taken = new Set<string>();
  return header.map((said) => {
    const column = columnOf(said.trim());
    const key = JSON.stringify(column);
    if (taken.has(key)) return { is: "nothing" };
    taken.add(key);
    return column;
  });
}

function columnOf(said: string): Column {
  if (said.startsWith(ATTRIBUTE)) return attribute(said.slice(ATTRIBUTE.length));
  const plain = said.toLowerCase().replaceAll(/[\s_-]/g, "");
  const field = FIELDS.find((one) => NAMES[one].includes(plain));
  if (field) return { is: "field", field };
  return SHOWN.some((name) => name === said) ? { is: "nothing" } : attribute(said);
}

/** Databases and JavaScript give some names a meaning of their own. */
function attribute(name: string): Column {
  const plain = name !== "" && name.length <= 50 && name !== "__proto__" && !/^\$|[.\0]/.test(name);
  return plain ? { is: "attribute", name } : { is: "nothing" };
}
