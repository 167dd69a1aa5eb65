import { bilingual } from "../language/language.ts";

/** They come with what shows them. */
export const deskTexts = bilingual({
  en: {
    tags: "Tags",
    name: (place: number) => `Tag ${place}`,
    colour: (place: number) => `Colour of tag ${place}`,
    colours: ["Grey", "Red", "Orange", "Green", "Teal", "Blue", "Purple", "Pink"],
    remove: (name: string) => `Remove ${name}`,
    addTag: "Add a tag",
    codes: "Codes at the end",
    codesHint: "Agents say one of these when they close a conversation.",
    code: (place: number) => `Code ${place}`,
    addCode: "Add a code",
    required: "A code has to be said",
  },
  "zh-CN": {
    tags: "标签",
    name: (place: number) => `标签 ${place}`,
    colour: (place: number) => `标签 ${place} 的颜色`,
    colours: ["灰", "红", "橙", "绿", "青", "蓝", "紫", "粉"],
    remove: (name: string) => `删除 ${name}`,
    addTag: "添加标签",
    codes: "结束小结",
    codesHint: "客服结束会话时从中选择一项。",
    code: (place: number) => `小结 ${place}`,
    addCode: "添加小结",
    required: "必须选择小结",
  },
});
