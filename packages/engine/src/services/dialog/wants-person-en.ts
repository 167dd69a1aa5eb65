import { correctSpelling } from "./spelling.ts";
import type { WantsPerson } from "./wants.ts";

/** What is asked for must be one of us: "the human" is, "my bank" and "someone else's name" are not. */
const KIND =
  "(?:(?:real|live|actual|human|living|physical|proper|different|another|other|single|senior|qualified|online|available|customer|service|services|support|sales|store|shop|care|help|desk|technical|tech|chat|english|chinese|mandarin|speaking|fucking|damn|bloody|freaking|goddamn|nice|competent|breathing|person) )*";
const STRONG = `${KIND}(?:humans?(?: beings?)?|agents?|operators?|representatives?|reps?|advis[oe]rs?|supervisors?|managers?|owner|consultants?|customer (?:service|services|support|care)|live (?:chat|support|help)|support (?:team|staff|person)|(?:real|live|actual|human|living|breathing) (?:persons?|people|beings?|someone|somebody|one|support|help|assistance|chat|service|man|woman|guy))`;
const WEAK = `${KIND}(?:persons?|people|someone|somebody|anyone|anybody|some body|staff|staff member|employee|colleague|team member|member of (?:staff|your team|the team))`;
const DETERMINERS =
  "(?:(?:a|an|the|your|you guys'|any|some|one|of|another|somebody|someone|from|with|at|to|this|that|just) )*";
/** What makes it another matter: somebody's name, hair, or what somebody is to do for the visitor elsewhere. */
const NOT_US =
  "(?!'s|s'|-| (?:hair|rights|resources|sized?|errors?|fees?|commission|chair|manual|discount|jobs?|roles?|positions?|names?|account|who can (?:sign|receive|collect|pick|accept|take)|to (?:sign|receive|collect|pick|accept|deliver|assemble|install)|else'?s?\\b(?! (?:please|here|now|there)|$)))";
const US = `${DETERMINERS}${STRONG}\\b${NOT_US}`;
const ANYBODY = `${DETERMINERS}(?:${STRONG}|${WEAK})\\b${NOT_US}`;
const FEW =
  "(?: (?:directly|now|again|instead|right now|already|finally|about \\w+|about (?:this|it|my \\w+)|over|on|up|through|back))*";

const POLITE =
  "(?:hi|hello|hey|yo|ok|okay|yes|yeah|yep|no|nope|well|so|and|but|just|please|pls|plz|plx|pleas|now|right now|right away|asap|immediately|again|sir|madam|thanks|thank you|thx|ty|i said|omg|ffs|wtf|quick|quickly|urgently|urgent|kindly|for god's sake|for fuck's sake|for the love of god|somehow|already|today|here|only|instead|then|guys|dude|bro|man)";

const CLEARLY = [
  `\\b(?:talk|speak|chat|converse|communicate|tlk)${FEW} (?:to|with|2) ${ANYBODY}`,
  `\\b(?:talk|speak|chat) ${US}`,
  `\\b(?:have a|get a)(?: quick)? (?:word|chat|conversation|talk)(?: to| with) ${ANYBODY}`,
  `\\b(?:be|get|getting) (?:connected|transferred|put through|passed on|passed|handed over|forwarded|escalated|redirected|routed)(?: (?:to|with|on))+ ${ANYBODY}`,
  `^(?:${POLITE} |can you |could you |i want to |i need to )*escalate(?: (?:this|it|my case|now|${POLITE}))*$`,
  `\\b(?:connect|transfer|put|pass|hand|switch|forward|escalate|redirect|route|refer|hook up|hook|take|bring|send|direct|get|patch|link|move|turn)(?: (?:me|us|this|it|(?:my|this|the|our) (?:case|chat|call|conversation|ticket|issue|problem|question|complaint)))?${FEW}(?: (?:to|with|onto|into|thru|through to|on to))? ${US}`,
  `\\b(?:connect|transfer|put|pass|hand|switch|forward|redirect|send|refer|patch|link|hook|move|turn) (?:me|us)${FEW} (?:to|with|onto|thru|through to|on to) ${ANYBODY}`,
  `^(?:${POLITE} |can you |could you |would you )*(?:(?:connect|transfer|escalate|redirect|forward|patch) (?:me|us)|put (?:me|us) (?:through|thru))(?: (?:over|now|please|pls|plz|asap|already|immediately|${POLITE}))*$`,
  `\\b(?:get|give|want|wants|wanna|need|needs|prefer|demand|demanding|require|request|requesting|find|call|reach|reaching|contact|contacting|ask for|asking for|looking for|bring|rather have|send|summon|fetch|page|wait for|waiting for|like|let|gimme|show me)(?: (?:me|us|to see|to have|to get|to reach|to contact|to find|in touch with|hold of|through to))* ${US}`,
  `\\b(?:get|give|find|send|bring|gimme|fetch)(?: me| us)? ${DETERMINERS}(?:someone|somebody|person|some person|real someone)\\b${NOT_US}(?: (?:to (?:talk|speak|chat)|please|now|here|real|${POLITE}))*$`,
  `\\b(?:want|wanna|need|prefer|rather have|rather) ${DETERMINERS}(?:${KIND})?(?:person|someone|somebody)(?: (?:real|human|${POLITE}))*$`,
  `\\b(?:someone|somebody|anyone|anybody|person|people|human|who|whom)(?: (?:that|who|whom|with whom|else|real|there|here))* (?:can i|could i|may i|do i|should i|i can|i could|i may|we can|to) (?:talk|speak|chat)(?: (?:to|with))?\\b`,
  `\\b(?:is|are) there (?:no |not )?${US}(?! (?:for|in|of|near|at|who|that|with))`,
  `\\b(?:(?:do|does|don't) (?:you|u|they|you guys) (?:not )?have|(?:have|haven't) (?:you|u|you guys) got|have you) (?:no )?(?:${DETERMINERS})${STRONG}\\b${NOT_US}(?! (?:for|in|of|near|at|who|that))`,
  `\\b(?:can|could|may|might) (?:i|we) (?:please |pls |just )?(?:have|get|see|reach|contact) ${US}`,
  `\\b(?:is|are) ${US} (?:there|here|online|available|around|free|on|active)(?: (?:now|right now|today|here|please|pls|at the moment|to help|for me))*$`,
  `^(?:${POLITE} )*(?:(?:is|are|r|isn't) )?(?:there )?(?:anyone|anybody|any one|any body|any1|someone|somebody|any people|a person|any person|${US})(?: (?:out|in|up|even|still|really))* (?:there|here|home|alive|around|online|available|listening|reading(?: this)?|in|on|answering)(?: (?:at all|today|now|please|pls|who can help(?: me)?|to help(?: me)?|that can help(?: me)?|${POLITE}))*$`,
  `^(?:anyone|anybody|any1)(?: (?:please|pls|here|at all))*$`,
  `^(?:${POLITE} )*(?:where|wheres|where's)(?: is| are| the hell)* ${US}$`,
  `^(?:${STRONG}) (?:now|please|pls|asap)\\b`,
  `^(?:${POLITE} |any |a |an |the |your |need |to |get |with )*(?:${STRONG}|${KIND}person|${KIND}people|(?:contact|call) (?:customer )?(?:service|support))(?: (?:with|via|by) ${US})?(?: (?:${POLITE}|needed|required|wanted|help|chat|support|service|assistance|only|on|to me|me|(?:and )?not (?:a |an |the |this )?(?:bot|robot|machine|computer|ai)|${STRONG}))*$`,
  `\\b(?:don't|do not|didn't|won't|will not|refuse to|not gonna|not going to|hate to|no longer|not) (?:really |even )?(?:(?:want|wanna|wish|like|have|need|going|will) )?(?:to |with )*(?:(?:be )?(?:talk|talking|speak|speaking|chat|chatting|deal|dealing|write|writing|answered|helped|served|communicate|use) )(?:to |with |by )?(?:a |an |the |your |this |any |some |these |stupid |dumb |useless |damn |fucking |silly |another )*(?:bots?|robots?|machines?|chat ?bots?|computers?|ai|automat\\w+|recordings?|programs?)\\b`,
  `^(?:${POLITE} )*(?:no|not|enough|without|stop) (?:more |with |of )*(?:(?:a|an|the|these|this|your|stupid|dumb|damn|fucking|want|wanting) )*(?:bots?|robots?|machines?|chat ?bots?|ai)(?: ${POLITE})*$`,
  `\\b(?:don't|do not|not) want (?:a |an |the |your |this |any |stupid |dumb |damn )*(?:bots?|chat ?bots?|machine to answer|ai|robot answers?|robots?(?! (?:vac|clean|toy|mop|lawn)\\w*))\\b`,
  `\\bhuman (?:help|support|assistance|contact|interaction|touch|intervention|please|pls|now)\\b`,
].map((pattern) => new RegExp(pattern));

const PERHAPS = [
  `\\b(?:can|could|will|would|may) (?:please |pls )?${ANYBODY} (?:please |pls |just |actually )*(?:help|assist|answer|call|contact|reply|respond|take over|get back)\\b`,
  `\\b(?:need|want|like|get|have) ${ANYBODY} (?:to|who can|that can) (?:help|assist|answer|call|contact|fix|sort|look|solve|handle|explain|reply|respond)\\b`,
  `\\b(?:help|answers?|assistance|support|reply) from ${ANYBODY}`,
  `\\b(?:ask|asking|see) ${US}`,
].map((pattern) => new RegExp(pattern));

/** Whether it is asked who is there, or said who the visitor is: no wish for anybody. */
const IDENTITY = new RegExp(
  `^(?:${POLITE} )*(?:are you|r u|are u|is this|am i|was i|i'm|im|i am|you're|you are|ur|this is|is it|is that|was that|were you|could you be|you|why are you)(?: (?:really|actually|even|just|still|currently|now|not|talking|speaking|chatting|connected|writing|texting|to|with|being|helped|served|by|like|kind of))* ${ANYBODY}`,
);
const WISH_TO_REACH = /\b(?:to|for) (?:talk|speak|reach|get|find|contact|a human|an agent|a person)\b/;

/** What is refused, and nothing but words of wishing between: "don't connect me to an agent", not "don't want a bot I want a human". */
const REFUSAL = new RegExp(
  `\\b(?:don't|dont|do not|not|never|no|no need for|without|stop|instead of|rather than|neither|nor|avoid|prefer not|rather not|don't think i|dont think i|cancel|hate|didn't|no need|needn't|not asking for|wouldn't) (?:(?:really|actually|even|yet|more|want|wanting|wanna|wish|like|need|have|try|trying|get|getting|to|be|me|us|you|please|pls|connect|connecting|connected|transfer|transferring|transferred|talk|talking|speak|speaking|chat|chatting|put|putting|pass|passing|hand|handing|through|with|over|escalate|escalating|forward|forwarding|send|sending|call|calling|contact|contacting|ask|asking|request|for|needed|it|this|my|chat|case|help|involve|bring|bother|waste|a|an|any|the|your|another|wait|waiting|just|queue) )*(?:${STRONG}|${KIND}person|${KIND}people|someone|somebody|anyone|anybody)\\b`,
);
const ASKED_ALL_THE_SAME =
  /\b(?:why (?:don't|do not|can't|won't|not|is there no|are there no)|(?:is|are|was) there (?:no|not)|there(?:'s| is| are) (?:no|not)|(?:do you|you) have no|don't you (?:have|guys have)|have you no|can i not|could i not|no longer want (?:a|the|this|your) (?:bot|machine|robot))\b/;
const ONLY_IF_NEEDED =
  /\b(?:do|should|must|would) i (?:have to|need to|really have to|even need to|need|talk|call|contact|speak|ask)\b/;
const WHEN =
  /^(?:\w+ ){0,2}(?:when|what time|what hours|which hours|how long|how late|until when|till when|at what|what days?|which days?|how many)\b/;

/** Whether an English clause asks for a person. */
export function wantsPersonEnglish(clause: string): WantsPerson {
  const said = correctSpelling(clause.replaceAll(/[^\p{L}\p{N}' -]+/gu, " "))
    .replaceAll(/ +/g, " ")
    .trim();
  if (said === "" || (IDENTITY.test(said) && !WISH_TO_REACH.test(said))) return undefined;
  if (REFUSAL.test(said) && !ASKED_ALL_THE_SAME.test(said)) return "refused";
  if (ONLY_IF_NEEDED.test(said)) return undefined;
  if (CLEARLY.some((pattern) => pattern.test(said))) return WHEN.test(said) ? "perhaps" : "clearly";
  return PERHAPS.some((pattern) => pattern.test(said)) ? "perhaps" : undefined;
}
