import type { RichTexts } from "./rich-texts.ts";

/** Japanese. */
export const rich: RichTexts = {
  reply: "返信",
  cancel: "返信をやめる",
  toQuoted: "引用元を表示",
  previous: "前へ",
  next: "次へ",
  submit: "送信",
  sent: "送信済み",
  already: "このフォームは入力済みです。",
  place: "位置情報",
  map: "地図を開く",
  save: "会話を保存",
  asking: {
    name: "お名前",
    email: "メールアドレス",
    phone: "電話番号",
    optional: "任意",
    pick: "選択してください",
    missing: "入力してください。",
    noEmail: "メールアドレスを入力してください（例：ann@example.com）。",
    noPhone: "電話番号を入力してください。",
    long: "200 文字以内で入力してください。",
    refused: "この内容は使用できません。",
    failed: "送信できませんでした。もう一度お試しください。",
    colon: "：",
  },
};
