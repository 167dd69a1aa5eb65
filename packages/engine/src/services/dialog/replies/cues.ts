import { keyOf } from "./fold.ts";
import { PHRASES } from "./lexicon.ts";
import type { Sense } from "./sense.ts";

/**
 * What a word hints at where a short reply is no phrase that is known as a whole. `not` turns the rest round; `agree` and `good`
 * are what they say; `person`, `wait`, `list`, `answer` are what it is about; `solved` needs nothing any more; `self` wants to do it alone; `off` puts off, `later` does something first; `thanks` is thanks; `nobody` misses people; `empty` adds
 * nothing.
 */
export type Cue =
  | "not"
  | "agree"
  | "good"
  | "person"
  | "wait"
  | "list"
  | "answer"
  | "solved"
  | "self"
  | "off"
  | "later"
  | "thanks"
  | "nobody"
  | "bye"
  | "empty";

/** A word may hint at several things. Questions have none of their words here: they are never read by cues. */
const CUES: Record<Cue, string> = {
  not: `no|not|not what|isnt what|wasnt what|is not what|something else|misunderstood|wrong|im done|done|tired of|sick of|enough of|no more|bother|skip|not worth|different|nada|forget about|forget|no such|dont|do not|doesnt|didnt|did not|does not|wont|will not|wouldnt|isnt|arent|cant|cannot|nah|nope|never|none|nothing|neither|non|nor|unnecessary|unneeded|
    不|不是|不用|不要|不需要|不必|不想|不愿意|不能|不太|不怎么|不会|不了|没|没有|没能|无|无需|免|免了|别|并不|并没有|未|没什么|没有什么|没啥|算了|罢了|错|用不着|用不上|大可不必|无关|不再|免了吧`,
  agree: `possible|if possible|帮我查|帮我看|帮我看看|帮我问|帮我弄|grateful|big help|prefer|finally|帮我|yes|yeah|yea|yep|yeap|yup|ya|ok|okay|sure|fine|alright|please|pls|plz|uh huh|mhm|mm hm|mm hmm|mmhmm|aha|hell yes|go on|go ahead|by all means|of course|definitely|absolutely|totally|gladly|certainly|
    dont mind|do not mind|if you dont mind|no objection|no objections|cant hurt|couldnt hurt|why not|like|love|want|need|appreciate|help|works|work|guess so|suppose so|think so|better|asap|hurry|quickly|quick|very much so|it would|happy|lovely|sounds|idea|
    好|好的|好呀|行|可以|嗯|恩|对|是|要|需要|想|想要|愿意|同意|麻烦|拜托|请|赶紧|快|没意见|不介意|没问题|嗯呐|嗯哪|转|接|叫|找|安排|帮|帮忙|帮助|协助|联系`,
  good: `brill|ok|okay|alright|fine|good|great|good enough|easy enough|looks|seems|easy|interesting|got that|point|perfect|nice|clear|news|beans|lovely|cool|total sense|makes sense|makes total sense|makes perfect sense|sense|fair|stuff|job|useful|helpful|helps|helped|did it|does it|works|worked|right|awesome|super|amazing|excellent|fantastic|brilliant|
    no problem|no rush|no hurry|no worries|take your time|
    好|好的|有用|有帮助|帮到|清楚|明白|懂|嗯哼|对|行|可以|不错|没问题|没毛病|不急|不着急|不用急|没事|慢慢来|慢慢|详细|厉害|棒`,
  person: `person|human|agent|someone|somebody|anyone|anybody|colleague|colleagues|representative|rep|advisor|team|staff|operator|people|
    人|有人|找人|人工|人工客服|人工服务|客服|真人|你们|他们|同事|专员|工作人员|转|接|叫`,
  wait: `have time|got time|the time|in line|wait|waiting|waited|queue|line|hold|staying|
    等|等着|等等|等待|等候|排|排队|等了|等不|久|太久|好久|很久`,
  list: `these|those|them|options|option|choices|choice|list|listed|above|here|ones|any|issue|problem|question|topic|fits|fit|match|matches|apply|applies|mine|help|helps|there|three|two|see|find|after|that|option|something else|looking for|relevant|
    这些|这几个|这个|那个|这里|里面|里边|上面|列表|选项|以上|其中|我的|问题|想问|要问|想要|符合|合适|看到|找到|一个|选项|全部|对应|里|要找|选择|answers|属于|相关|有关|沾边|两个|三个|对`,
  answer: `not what|isnt what|wasnt what|is not what|wanted to know|answer|answered|answers|answering|misunderstood|wrong|question|asked|asking|ask|mean|meant|understand|understood|help|helpful|helps|helped|useful|right|correct|relevant|point|said|related|
    答|回答|解答|答案|答复|问题|问|意思|理解|懂|明白|听懂|看懂|读懂|帮到|帮上|帮上忙|帮助|用处|有用|解决|说|对`,
  solved: `solved|fixed|sorted|found it|found|figured it out|got it working|works now|解决了|已解决|搞定了|搞定|找到了|弄好了|好了|自己解决了`,
  self: `myself|alone|on my own|my own|let me do|rather|自己|我来|我自己`,
  off: `later|next time|another time|another day|some other day|some other time|some day|not now|tomorrow|下次|下回|以后|之后|改天|回头|晚点|过会儿|过一会|过会|再说|忙了|待会|待会儿|一会再|上班|方便|忙着`,
  later: `try|trying|figure|manage|look|looking|look into|search|searching|check|first|yet|moment|come back|hold on|interested|think about|think about it|think it over|let me think|think again|do that now|
    先|再|看看|看一看|看一下|试试|试一试|试一下|想想|想一想|找找|查查|找找看|找一找|搞|弄|操作|研究|考虑|一会|一会儿|会儿|现在|暂时|目前|等等|等会|等会儿|这样`,
  thanks: `thanks|obliged|thank you|thank u|thx|ty|tysm|cheers|grateful|谢谢|谢谢你|谢谢您|感谢|多谢|谢|辛苦|辛苦了`,
  bye: `gtg|gotta run|have to run|gotta go|回见|回头见|去忙|忙去|先忙`,
  nobody: `nobody|no one|no people|没人|没有人|无人`,
  empty: `wanted|边|逛|that is|still|too long|that long|long|wanna|gonna|still here|can|let me|at this time|so be it|make it so|could be|to be|being|a|an|thatd|itd|youd|other|can|ur|explaining|helping|telling|letting|know|keep|because|urgent|make it so|while|since|as|bot|robot|he|she|any of|i|im|ill|id|ive|me|my|you|your|youre|u|we|it|its|it is|this|that|thats|to|with|of|for|from|in|at|on|be|is|am|are|was|were|been|would|could|will|shall|may|might|do|did|have|has|had|having|get|got|getting|
    bring|connect|transfer|put|through|pass|speak|talk|speaking|talking|chat|call|make|making|let|lets|give|go|going|come|then|now|just|really|very|much|so|too|still|well|oh|ah|hm|hmm|um|think|guess|suppose|hope|believe|if|and|or|but|maybe|perhaps|
    some|there|up|out|more|anymore|longer|any longer|needed|necessary|required|bit|lot|tons|ton|heaps|million|all|one|today|actually|honestly|either|both|yours|mate|buddy|sir|as|well|already|even|
    我|你|您|您们|的|了|吧|呢|啊|呀|哦|喔|噢|啦|哈|嘛|呗|哟|就|也|还|还是|都|那|那就|那么|个|一下|下|给|让|把|能|会|上|到|去|来|在|有|很|太|真|点|些|些许|哎|唉|额|呃|亲|其实|真的|帮我|一直|忙|用|必要|过|啥|什么的|费心|聊|和|跟|正好|刚好|们|这些天|与|再次|次|特意|说话|告诉|回复|回答|听|到底|觉得|人家|sorry`,
};

/** What phrases that are known as a whole hint at within more words. */
const HINTS: Partial<Record<Sense, readonly Cue[]>> = {
  yes: ["agree"],
  want: ["agree"],
  untrue: ["not", "answer"],
  no: ["not"],
  okay: ["good"],
  fine: ["good"],
  solved: ["solved"],
  thanks: ["thanks"],
  none: ["not", "list"],
  wrong: ["not", "answer"],
  drop: ["not"],
  stop: ["not", "wait"],
  person: ["person"],
  please: ["agree"],
  greeting: ["empty"],
  smile: ["empty"],
  bye: ["bye"],
  filler: ["empty"],
};

/** What each word hints at, by what is compared of it. */
export const CUES_OF: ReadonlyMap<string, ReadonlySet<Cue>> = (() => {
  const cues = new Map<string, Set<Cue>>();
  for (const [cue, words] of Object.entries(CUES) as [Cue, string][])
    for (const word of words.split("|").map(keyOf)) cues.set(word, (cues.get(word) ?? new Set()).add(cue));
  for (const [phrase, sense] of PHRASES) if (!cues.has(phrase) && HINTS[sense]) cues.set(phrase, new Set(HINTS[sense]));
  cues.delete("");
  return cues;
})();
