import type { Signal } from "./kinds.ts";

/** Words that people use who feel so, are in a hurry, or mean to leave. They make what sentence vectors say surer, and decide nothing alone. */
export const SIGNAL_WORDS: Readonly<Record<Signal, RegExp>> = {
  angry:
    /\b(?:angry|furious|livid|mad at|fed up|disgrace\w*|outrage\w*|unacceptable|ridiculous|shame|clowns?|robbery|how dare|unbelievable)\b|生气|气死|火大|受够|过分|离谱|坑人|草包|废话|凭什么|耍我/i,
  worried:
    /\b(?:worr(?:y|ied|ying)|nervous|afraid|scared|anxious|concern(?:ed)?|uneasy|fear|bad feeling|what if|i hope (?:it|nothing|i))\b|担心|害怕|怕|不安|发慌|心慌|没底|不放心|睡不着|要紧吗|千万别/i,
  confused:
    /\b(?:confus\w+|don'?t (?:understand|get it|follow)|do not understand|mak(?:e|es|ing) no sense|doesn'?t make sense|what do you mean|what does (?:that|this|it) mean|lost me|i'?m lost|no idea|unclear|huh|explain (?:that|this|it))\b|不懂|没懂|不明白|没明白|没看懂|没听懂|搞不清|搞不懂|弄不懂|糊涂|懵|晕了|什么意思|啥意思/i,
  pleased:
    /\b(?:love it|perfect|amazing|awesome|brilliant|excellent|wonderful|delighted|so happy|made my day|well done|best)\b|满意|喜欢|太棒|真棒|惊喜|高兴|开心|完美|好评|厉害|特别好/i,
  urgent:
    /\b(?:asap|urgent(?:ly)?|emergency|hurry|immediately|right now|right away|straight away|at once|quick(?:ly)?|can'?t wait|running out|today|(?:need|here) (?:it |this |that |an answer )?(?:by|tonight|now|in the next))\b|急|马上|立刻|立即|尽快|赶紧|赶快|快点|来不及|之前必须|今天就要|等不/i,
  leaving:
    /\b(?:never again|elsewhere|somewhere else|competitors?|switch(?:ing)?|last (?:time|order)|(?:lose|losing|lost) (?:me|a customer)|won'?t be (?:ordering|buying|back)|(?:an)?other shops?|moving to|i'?m off)\b|别家|换一家|换家|别处|再也不|不再来|以后不|不来了|最后一次|失去我/i,
};
