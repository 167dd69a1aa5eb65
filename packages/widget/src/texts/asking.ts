import type { PanelLanguage } from "./languages.ts";

/** The words of the form that asks before one writes. */
export interface AskingTexts {
  name: string;
  email: string;
  phone: string;
  optional: string;
  /** Where one of several is to be picked. */
  pick: string;
  missing: string;
  noEmail: string;
  noPhone: string;
  long: string;
  /** Where it was proven otherwise, or cannot be taken. */
  refused: string;
  disagreed: string;
  failed: string;
  start: string;
  /** The words of who leaves a message. */
  message: string;
  send: string;
  /** To go back to the conversation, and to come again from there. */
  later: string;
  leave: string;
  /** Between the name of a field and what was written there. */
  colon: string;
}

/** Of these, what a field says: for forms in the thread they come with their own words. */
export type FieldTexts = Pick<
  AskingTexts,
  | "name"
  | "email"
  | "phone"
  | "optional"
  | "pick"
  | "missing"
  | "noEmail"
  | "noPhone"
  | "long"
  | "refused"
  | "failed"
  | "colon"
>;

export const askingTexts: Record<PanelLanguage, AskingTexts> = {
  en: {
    name: "Name",
    email: "E-mail",
    phone: "Phone",
    optional: "optional",
    pick: "Please select",
    missing: "Please fill this in.",
    noEmail: "Please enter an e-mail address such as ann@example.com.",
    noPhone: "Please enter a phone number.",
    long: "Please use at most 200 characters.",
    refused: "This cannot be taken.",
    disagreed: "Please agree to go on.",
    failed: "That did not work. Please try again.",
    start: "Start chat",
    message: "Message",
    send: "Send message",
    later: "Go on chatting",
    leave: "Leave a message",
    colon: ": ",
  },
  "zh-CN": {
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
    disagreed: "请先同意，再继续咨询。",
    failed: "提交失败，请重试。",
    start: "开始咨询",
    message: "留言",
    send: "提交留言",
    later: "继续聊天",
    leave: "给客服留言",
    colon: "：",
  },
  "zh-Hant": {
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
    disagreed: "請先同意，再繼續諮詢。",
    failed: "送出失敗，請重試。",
    start: "開始諮詢",
    message: "留言",
    send: "送出留言",
    later: "繼續聊天",
    leave: "留言給客服",
    colon: "：",
  },
  ja: {
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
    disagreed: "続けるには同意が必要です。",
    failed: "送信できませんでした。もう一度お試しください。",
    start: "チャットを開始",
    message: "メッセージ",
    send: "メッセージを送信",
    later: "チャットを続ける",
    leave: "メッセージを残す",
    colon: "：",
  },
  ko: {
    name: "이름",
    email: "이메일",
    phone: "전화번호",
    optional: "선택",
    pick: "선택해 주세요",
    missing: "입력해 주세요.",
    noEmail: "이메일 주소를 입력해 주세요(예: ann@example.com).",
    noPhone: "전화번호를 입력해 주세요.",
    long: "200자 이내로 입력해 주세요.",
    refused: "사용할 수 없는 내용입니다.",
    disagreed: "계속하려면 동의해 주세요.",
    failed: "전송하지 못했습니다. 다시 시도해 주세요.",
    start: "상담 시작",
    message: "메시지",
    send: "메시지 보내기",
    later: "채팅 계속하기",
    leave: "메시지 남기기",
    colon: ": ",
  },
  es: {
    name: "Nombre",
    email: "Correo electrónico",
    phone: "Teléfono",
    optional: "opcional",
    pick: "Elija una opción",
    missing: "Rellene este campo.",
    noEmail: "Escriba una dirección de correo como ann@example.com.",
    noPhone: "Escriba un número de teléfono.",
    long: "Use como máximo 200 caracteres.",
    refused: "No se puede aceptar este dato.",
    disagreed: "Acepte para continuar.",
    failed: "No ha funcionado. Inténtelo de nuevo.",
    start: "Iniciar chat",
    message: "Mensaje",
    send: "Enviar mensaje",
    later: "Seguir en el chat",
    leave: "Dejar un mensaje",
    colon: ": ",
  },
  fr: {
    name: "Nom",
    email: "E-mail",
    phone: "Téléphone",
    optional: "facultatif",
    pick: "Choisissez",
    missing: "Veuillez remplir ce champ.",
    noEmail: "Saisissez une adresse e-mail comme ann@example.com.",
    noPhone: "Saisissez un numéro de téléphone.",
    long: "200 caractères au maximum.",
    refused: "Cette valeur ne peut pas être acceptée.",
    disagreed: "Veuillez accepter pour continuer.",
    failed: "Cela n’a pas fonctionné. Réessayez.",
    start: "Démarrer le chat",
    message: "Message",
    send: "Envoyer le message",
    later: "Continuer le chat",
    leave: "Laisser un message",
    colon: " : ",
  },
  ar: {
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
    disagreed: "يُرجى الموافقة للمتابعة.",
    failed: "تعذّر الإرسال. حاول مرة أخرى.",
    start: "بدء الدردشة",
    message: "الرسالة",
    send: "إرسال الرسالة",
    later: "متابعة الدردشة",
    leave: "ترك رسالة",
    colon: ": ",
  },
};
