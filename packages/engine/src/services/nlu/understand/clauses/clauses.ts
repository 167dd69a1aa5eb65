/** Where one thing ends and the next begins. */
const ENDS =
  /(?:[!?;\n。！？；…]|\.(?!\d))+\s*|[,，、]\s*|\s+(?=(?:but|instead|and (?:also|when|how|where|can|what|is|do|i)|also|because|however|i (?:only|just) (?:want|need|wanted|needed))\b)|(?=但是?|不过|可是|只是想|我只想|我就想|另外|还有|而是)/i;
/** What is not a clause by itself. */
const SHORTEST = { en: 2, zh: 3 };

/** The clauses of a message. */
export function clausesOf(text: string, language: "en" | "zh"): string[] {
  const parts = text.split(ENDS).map((part) => part.trim());
  return parts.filter((part) => lengthOf(part, language) >= SHORTEST[language]);
}

export const lengthOf = (text: string, language: "en" | "zh"): number =>
  (text.match(language === "zh" ? /\p{Script=Han}|[\p{Script=Latin}\p{N}]+/gu : /[\p{L}\p{N}'’]+/gu) ?? []).length;

/** What we are told not to do is a wish: whoever says "don't ship it" wants no parcel, and 别发了 is no wish for another one. */
const HELD_BACK =
  /\b(?:do not|don'?t|never) (?:please |just |ever |even |bother )?(?:send|sending|ship|shipping|dispatch|deliver|post|mail)(?: (?:out|off|it|them|that|this|anything|(?:the|my|that|this) (?:order|parcel|package|stuff|thing|things)))*(?: (?:out|off|yet|please|now|to me|any ?more|any longer))*[.!]*$|(?:不要|别|不用|不必|甭)(?:再|给我|帮我|急着)*(?:发|寄|送)(?:货|出|过来|来)?(?:了|啦)?$/i;

const NOT_WISHED = [
  /^(?:no,? |oh |please |pls |and |so |but )*(?:do not|don't|dont|never) (?:please |just |ever |even )?(?:cancel|refund|return|exchange|delete|close|replace|swap|change|send|transfer|ship|charge)\b/i,
  /\bi(?:'m| am)? (?:really |certainly |definitely )?(?:do not|don't|dont|did not|didn't|not|never) (?:really |actually )?(?:want|wanted|wish|mean|meant|intend|plan|ask|asked|asking|trying|going|looking|complaining|need|talking|saying|said)\b(?! (?:it|this|that|them|these|those)\b)(?!.*\b(?:any ?more|any longer)\b)/i,
  /^(?:no,? )?(?:it's|it is|it isn't|it's not|this is|this isn't|that's|that isn't|i haven't|i have not|i didn't|nothing|it was)\b.*\b(?:not|isn't|haven't|n't|nothing)\b.*\b(?:my|about|a|an|the|late|lost|missing|forgot|forgotten|broken|marked|delivered)\b/i,
  /^(?:no,? )?i (?:have not|haven't|did not|didn't) (?:forget|forgot|forgotten|lose|lost|break|broken)\b/i,
  /^nothing is (?:missing|broken|wrong|damaged)\b/i,
  /^(?:i'm |i am )?not (?:asking|talking|complaining|worried) (?:about|for)\b/i,
  /^(?:not|no) (?:about |for |a |an |the |my |need |more )?\w+(?: \w+)?$/i,
  /^(?:那?个?)?(?:请|麻烦|先|你|您|你们|就)*(?:不要|别|不用|千万别|无需|不必|先别)(?:再|给我|帮我|帮|替我|把|直接|自动)*(?:取消|退款|退货|退钱|换货|换|注销|删除|改|发|转|寄|给我)/,
  /^我?(?:又|现在|并|可|真的?|也)*(?:不是(?:要|想|来|说|问)|没说(?:要)?|没有?(?:想|要)|不打算|不需要|没让你|没有?要)(?!.*(?:收到|到货|发货))/,
  /^我?(?:现在|并|可|真的?)*(?:不想|不要|不用)(?!要了|了$|要$|买了|等了)(?:换|退|取消|注销|删|改|分期|投诉|人工|新的?)/,
  /^(?:密码|账号|东西|地址|颜色|尺码|没有?显示|不是).{0,8}(?:没忘|没丢|没少|没错|不是|签收)|^(?:没忘|没丢|没少|没坏)/,
];

/** "It is not this ... it is only that": a first half that denies, and a second that says what is meant. */
const DENIES =
  /^(?:no,? )?(?:it's |it is |they're |that's |this is |i'm |i am |i )?(?:just )?(?:not|isn't|aren't|haven't|hasn't|didn't|don't|never)\b|^(?:我|这|那|都|也|真的?|可|并)*(?:不是|没有?|不|别)(?!能|会|行|让|了|法|反应|货|收|到|动|发|人|给|用|见|看|来|是很|上|下)/i;
const RATHER =
  /^(?:but )?(?:it's |it is |they're |i'm |i |we )?(?:just|only|rather|simply|actually)\b|^(?:but|rather|instead)\b|^(?:而是|是(?!不是|否|吗|什么|谁)|就是|只是|其实|只(?:想|要|是)|给我|我?[就只]?(?:要|想|问)(?!不要))/i;

/**
 * Whether a clause says what is not wished, or not the matter: "please don't cancel it", 我不要退款; or denies what the next one puts
 * right: “没坏，就是发错了”.
 */
export const isNegated = (clause: string, next = ""): boolean =>
  (NOT_WISHED.some((pattern) => pattern.test(clause.trim())) && !HELD_BACK.test(clause.trim())) ||
  (DENIES.test(clause.trim()) && RATHER.test(next.trim()));

const NAMES =
  /^(?:(?:my|the|for|about|re|我的|这个|关于)\s*)*(?:(?:order|return(?= *(?:number|no\b|id\b))|rma|parcel|package|tracking|invoice|订单|退货单|退货(?=\s*(?:编?号))|退款单|运单|快递|物流|发票|单)\s*(?:number|no\.?|id|号码?|编号)?)?\s*(?:is|是|为|:|：)?\s*[#＃]?\s*[\d.,-]*\d{2}[\d.,-]*\s*(?:元|块钱?|usd|eur|gbp|dollars?|euros?|pounds?)?$/iu;

/** Whether a clause only says which order or sum is meant, and nothing of what is wished: "order 20418", 退货单5521. */
export const onlyNames = (clause: string): boolean => NAMES.test(clause.trim());
