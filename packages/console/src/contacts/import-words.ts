import { bilingual } from "../language/language.ts";

export const importWords = bilingual({
  en: {
    import: "Import",
    export: "Export CSV",
    title: "Import contacts",
    text: "A CSV file like the one that the export makes: a person a line, with columns such as name, email and tags. You see first what would change.",
    choose: "CSV file",
    would: (added: number, changed: number, same: number, refused: number) =>
      `${added} new, ${changed} changed, ${same} unchanged, ${refused} refused.`,
    confirm: (count: number) => (count === 1 ? "Import 1 contact" : `Import ${count} contacts`),
    done: (added: number, changed: number) => `Imported: ${added} new, ${changed} changed.`,
    line: (line: number, text: string) => `Line ${line}: ${text}`,
  },
  "zh-CN": {
    import: "导入",
    export: "导出 CSV",
    title: "导入联系人",
    text: "请选择与导出格式相同的 CSV 文件：每行一位，列如姓名、邮箱、电话、用户编号、标签。执行前您会先看到将有哪些变化。",
    choose: "CSV 文件",
    would: (added: number, changed: number, same: number, refused: number) =>
      `新增 ${added} 位，更新 ${changed} 位，${same} 位不变，${refused} 行未被接受。`,
    confirm: (count: number) => `导入 ${count} 位联系人`,
    done: (added: number, changed: number) => `已导入：新增 ${added} 位，更新 ${changed} 位。`,
    line: (line: number, text: string) => `第 ${line} 行：${text}`,
  },
});
