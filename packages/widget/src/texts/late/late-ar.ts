import { plural } from "./plural.ts";
import type { LateTexts } from "./late-texts.ts";

/** Arabic. */
export const late: LateTexts = {
  stopWaiting: "إلغاء الانتظار",
  agentsOnline: plural("ar", {
    one: "موظف واحد متصل",
    two: "موظفان متصلان",
    few: "# موظفين متصلين",
    many: "# موظفًا متصلًا",
    other: "# موظف متصل",
  }),
  nobodyOnline: "لا يوجد أحد متصل الآن. اترك رسالتك وسنرد عليك هنا.",
  likelyWait: ({ from, until }) => (from > 0 ? `حوالي ${from}–${until} دقيقة` : `في غضون ${until} دقيقة`),
  joined: (name) => `انضم ${name}`,
  backToBot: "عاد المساعد",
  backToQueue: "عدت إلى قائمة الانتظار",
  closed: "انتهت هذه المحادثة",
  overdue: "لا يزال الجميع مشغولين. مكانك محفوظ؛ اترك رسالتك أو بريدك الإلكتروني وسنرد عليك هنا.",
  rated: (score) => `تقييمك: ${score} من 5`,
  rate: "كيف كانت هذه المحادثة؟",
  scores: ["سيئة جدًا", "سيئة", "مقبولة", "جيدة", "جيدة جدًا"],
  comment: "هل تود إضافة شيء؟ (اختياري)",
  submit: "إرسال التقييم",
};
