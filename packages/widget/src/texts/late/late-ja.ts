import type { LateTexts } from "./late-texts.ts";

/** Japanese. */
export const late: LateTexts = {
  stopWaiting: "待つのをやめる",
  agentsOnline: (count) => `担当者 ${count} 名がオンラインです`,
  nobodyOnline: "現在オンラインの担当者がいません。メッセージを残していただければ、ここでお返事します。",
  likelyWait: ({ from, until }) =>
    from > 0 ? `待ち時間の目安：${from}～${until} 分` : `待ち時間の目安：${until} 分以内`,
  joined: (name) => `${name}が参加しました`,
  backToBot: "アシスタントに戻りました",
  backToQueue: "担当者の順番待ちに戻りました",
  closed: "この会話は終了しました",
  overdue:
    "ただいま混み合っています。順番はそのままです。メッセージかメールアドレスを残していただければ、ここでお返事します。",
  rated: (score) => `評価：5 点中 ${score} 点`,
  rate: "今回の対応はいかがでしたか？",
  scores: ["とても悪い", "悪い", "普通", "良い", "とても良い"],
  comment: "ほかにお気づきの点はありますか？（任意）",
  submit: "評価を送信",
};
