import type { FileTexts } from "./file-texts.ts";

/** Japanese. */
export const files: FileTexts = {
  attach: "ファイルを添付",
  drop: "ドロップして送信",
  cancel: "キャンセル",
  view: "画像を表示",
  close: "画像を閉じる",
  download: "ダウンロード",
  waiting: "接続を待っています…",
  reasons: {
    off: "ここではファイルを送信できません。",
    empty: "ファイルが空です。",
    tooLarge: "ファイルが # を超えています。",
    kind: "この種類のファイルはここでは送信できません。",
    type: "この形式のファイルは送信できません。",
    broken: "画像を読み取れません。",
    pixels: "画像の画素数が多すぎます。",
    infected: "送信できません：危険なファイルの可能性があります。",
    scanner: "ファイルを検査できませんでした。後でもう一度お試しください。",
    unsent: "ファイルが多すぎます。後でもう一度お試しください。",
    lost: "ページが再読み込みされたため送信できませんでした。もう一度選択してください。",
    unreadable: "ファイルを読み取れなくなりました。もう一度選択してください。",
    other: "ファイルを送信できませんでした。",
  },
};
