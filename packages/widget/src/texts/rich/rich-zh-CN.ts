import type { RichTexts } from "./rich-texts.ts";

/** Chinese. */
export const rich: RichTexts = {
  reply: "回复",
  cancel: "取消回复",
  toQuoted: "查看引用的消息",
  previous: "上一张",
  next: "下一张",
  submit: "提交",
  sent: "已提交",
  already: "此表单已填写过。",
  place: "位置",
  map: "打开地图",
  save: "保存聊天记录",
  asking: {
    name: "姓名",
    email: "邮箱",
    phone: "电话",
    optional: "选填",
    pick: "请选择",
    missing: "请填写此项。",
    noEmail: "请填写有效的邮箱地址，例如 ann@example.com。",
    noPhone: "请填写有效的电话号码。",
    long: "请勿超过 200 个字符。",
    refused: "无法使用此内容。",
    failed: "提交失败，请重试。",
    colon: "：",
  },
};
