import type { ToolTexts } from "./tool-texts.ts";

/** Arabic. */
export const tools: ToolTexts = {
  emoji: "الرموز التعبيرية",
  recent: "الأخيرة",
  faces: "الوجوه",
  hands: "الإيماءات والأشخاص",
  things: "الأشياء",
  record: "تسجيل رسالة صوتية",
  cancel: "إلغاء التسجيل",
  send: "إرسال الرسالة الصوتية",
  refused: "لا يُسمح باستخدام الميكروفون هنا. اسمح به من إعدادات المتصفح لهذه الصفحة.",
  none: "لا يوجد ميكروفون يمكن استخدامه.",
};
