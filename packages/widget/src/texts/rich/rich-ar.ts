import type { RichTexts } from "./rich-texts.ts";

/** Arabic. */
export const rich: RichTexts = {
  reply: "ردّ",
  cancel: "إلغاء الردّ",
  toQuoted: "عرض الرسالة المقتبسة",
  previous: "السابق",
  next: "التالي",
  submit: "إرسال",
  sent: "تم الإرسال",
  already: "سبق ملء هذا النموذج.",
  place: "الموقع",
  map: "فتح الخريطة",
  save: "حفظ المحادثة",
  asking: {
    name: "الاسم",
    email: "البريد الإلكتروني",
    phone: "الهاتف",
    optional: "اختياري",
    pick: "يُرجى الاختيار",
    missing: "يُرجى ملء هذا الحقل.",
    noEmail: "أدخل بريدًا إلكترونيًا مثل ann@example.com.",
    noPhone: "أدخل رقم هاتف.",
    long: "200 حرف كحد أقصى.",
    refused: "لا يمكن قبول هذه القيمة.",
    failed: "تعذّر الإرسال. حاول مرة أخرى.",
    colon: ": ",
  },
};
