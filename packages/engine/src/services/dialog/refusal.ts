import { plainly } from "./wants-person-zh.ts";

/** What visitors ask for, and then cannot mean when they say that they do not want it. */
const ACTION = "(?:cancel\\w*|refund\\w*|return\\w*|exchang\\w*|delet\\w*|clos\\w*|replac\\w*|swap\\w*)";
const REFUSALS = [
  `^(?:no |please |pls |ok |hey |and |but |so )*(?:do not|don't|dont|never) (?:please |just |ever )?${ACTION}\\b`,
  `\\bi (?:really )?(?:do not|don't|dont|did not|didn't|no longer) (?:really |actually )?(?:want|need|wish|mean|intend|plan|ask)(?: for)?(?: to)?(?: (?:a|an|any|the|my|you to|be|have|get|it to be))* ?${ACTION}\\b`,
  `\\bi(?:'m| am) not (?:trying to |going to |asking for |asking to |looking to |here to |looking for )?(?:a |any )?${ACTION}\\b`,
  `^(?:no|without|not a|not the) ${ACTION}(?: please| needed| wanted|, please)?$`,
  "^(?:请|麻烦|先|你|您|你们|那|就|好的?|嗯)*(?:不要|别|不用|千万别|千万不要|无需|不必|先别|勿)(?:再|给我|帮我|帮|替我|把|随便|直接|自动|就)*(?:[^,。?!]{0,6})?(?:取消|退款|退货|退钱|换货|注销|删除)(?!吗|怎么|短信|邮件)",
  "我(?:又|现在|并|可|真的?)*(?:不是要|不是想|不是来|不想|不要|没说要|没说|没有要|没想|没要|不打算|不需要|不用|没让你)(?:你们?|给我|帮我|把|申请|办理|办|你)*(?:取消|退款|退货|退(?!出)|换货|注销|删除)",
].map((pattern) => new RegExp(pattern));
/** Asked why it is not done, whoever writes wants it. */
const WANTED = /\bwhy\b|\bcan't\b|\bcannot\b|为什么|为啥|怎么|凭什么|不(?:给|让|能|可以)/;

/**
 * Whether a message says what is not wanted, and nothing that is: "don't cancel my order", 我不是要退货. A model that hears the words and not
 * the "not" is sure of its opposite; how to cancel is no answer then.
 */
export function refusesAction(text: string): boolean {
  const clauses = plainly(text)
    .split(/[.;,\n…。，；]+| but | just /)
    .map((clause) => clause.trim());
  return clauses.some(refuses) && clauses.every((clause) => refuses(clause) || MEANS_NOTHING.test(clause));
}

const refuses = (clause: string): boolean => !WANTED.test(clause) && REFUSALS.some((pattern) => pattern.test(clause));

/** What may stand beside a refusal without being a wish. */
const MEANS_NOTHING =
  /^(?:(?:no|ok|okay|please|pls|thanks?|thank you|sorry|hey|hi|hello|wait|stop|yet|that)\b ?|谢谢|不是|不|好的?|等等?|你好|请|麻烦了?|啊|呢)*$/;
