import type { FileTexts } from "./file-texts.ts";

/** Traditional Chinese. */
export const files: FileTexts = {
  attach: "傳送檔案",
  drop: "放開即可傳送",
  cancel: "取消",
  view: "檢視圖片",
  close: "關閉圖片",
  download: "下載",
  waiting: "等待網路恢復…",
  reasons: {
    off: "此處無法傳送檔案。",
    empty: "這是空白檔案。",
    tooLarge: "檔案超過 #，無法傳送。",
    kind: "此處無法傳送這類檔案。",
    type: "無法傳送這種類型的檔案。",
    broken: "無法讀取這張圖片。",
    pixels: "圖片像素過大。",
    infected: "未傳送：該檔案可能有害。",
    scanner: "暫時無法檢查檔案，請您稍後再試。",
    unsent: "檔案太多，請您稍後再試。",
    lost: "頁面已重新載入，檔案未傳送，請您重新選擇。",
    unreadable: "檔案已無法讀取，請您重新選擇。",
    other: "檔案傳送失敗。",
  },
};
