import type { RichTexts } from "./rich-texts.ts";

/** Traditional Chinese. */
export const rich: RichTexts = {
  reply: "回覆",
  cancel: "取消回覆",
  toQuoted: "查看引用的訊息",
  previous: "上一張",
  next: "下一張",
  submit: "送出",
  sent: "已送出",
  already: "此表單已填寫過。",
  place: "位置",
  map: "開啟地圖",
  save: "儲存對話紀錄",
  asking: {
    name: "姓名",
    email: "電子郵件",
    phone: "電話",
    optional: "選填",
    pick: "請選擇",
    missing: "請填寫此欄位。",
    noEmail: "請填寫有效的電子郵件地址，例如 ann@example.com。",
    noPhone: "請填寫有效的電話號碼。",
    long: "請勿超過 200 個字元。",
    refused: "無法使用此內容。",
    failed: "送出失敗，請重試。",
    colon: "：",
  },
};
