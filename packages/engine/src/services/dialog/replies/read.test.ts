import { describe, expect, test } from "vitest";
import type { Asked, Reading } from "./asked.ts";
import { readReply } from "./read.ts";

const person = { en: { label: "Talk to a person", value: "human" }, zh: { label: "转人工客服", value: "human" } };
const english = [
  { label: "Pay in instalments", value: "intent:installments" },
  { label: "Payment methods", value: "intent:payment_methods" },
  { label: "None of these", value: "none" },
  person.en,
];
const chinese = [
  { label: "分期付款", value: "intent:installments" },
  { label: "支付方式", value: "intent:payment_methods" },
  { label: "查询订单物流", value: "intent:order_status" },
  { label: "都不是", value: "none" },
  person.zh,
];

const offer: Asked = { what: "offer", choices: [person.en] };
const asking = (what: Asked["what"], choices: Asked["choices"] = []): Asked => ({ what, choices });

/** What a message was taken for, in a word: the values picked, or what it does, and what is left to be understood. */
function said(reading: Reading | undefined): string {
  if (!reading) return "question";
  if (reading.does === "pick") return reading.choices.map(({ value }) => value).join(" + ");
  return reading.rest === undefined ? reading.does : `${reading.does}, then ${reading.rest}`;
}

function table(asked: Asked, rows: Record<string, string>) {
  const cases = Object.entries(rows).flatMap(([expected, texts]) =>
    texts.split("|").map((text) => [text.trim(), expected] as const),
  );
  test.each(cases)("“%s” is: %s", (text, expected) => expect(said(readReply(text, asked))).toBe(expected));
}

describe("[B1] after “Shall I get a colleague for you?”", () => {
  table(offer, {
    accept: `yes|Yes!|yes please|yes please thanks|yesss|yse|yep|yeah sure|ok|okkk|k|OK 👌|👍🏽|👍👍|sure thing thx|shure|go ahead|please|please do|that would be great|
      absolutly|why not|ok thanks|of course|y|是的|好|好的|好的谢谢|好的，麻烦了|嗯嗯|嗯|需要|要|可以|可以啊|行|行吧|那就转吧|轉吧|麻烦您了|对|当然|好滴|嗯好的谢谢|yes, it is urgent|yes human please|yes i would like that very much please|no wait, yes|可以帮我转接吗|yes, its about my order|人工`,
    decline: `no|No.|nooo|nope|nah|no thanks|no thank you|no, thanks!|nope im good thx|not now|not really|maybe later|no need|no its ok|that's ok|I'm good|never mind|nvm|forget it|n|👎|yeah no|
      stop|something else|no human needed|hmm no i dont think so|dont need one|不用啦，我自己看看|不|不用|不用了|不用了谢谢|不用谢谢|不要|不需要|不需要人工|不必了|算了|算了吧|不了谢谢|暂时不用|以后再说|没事了|没关系|不是|先不用了，谢谢|不用啦~|好的不用了`,
    thank: "thanks|thank you so much|thx!!|谢谢|多谢啦🙏",
    leave: "bye|ok bye|好的再见|拜拜",
    greet: "hi|hello?|你好|在吗",
    wrong: "that's not what i meant|no thats not what i meant|不是这个意思|答非所问",
    question: `where is my order?|no refund received|没收到货|要怎么退货|want to cancel my order|can I pay with a card|不要取消我的订单|好用吗|hm|?|…|ok?|不可以退货吗`,
    "decline, then the refund": "no, I meant the refund|No I mean the refund",
    "accept, then how long does shipping take": "ok but how long does shipping take",
    "decline, then 发票怎么开": "不用，我是问发票怎么开|不是，我想说的是发票怎么开",
  });
});

describe("[B1] after “Which of these do you mean?”", () => {
  table(asking("choices", english), {
    "intent:payment_methods": `2|2.|(2)|2)|second|Second one|the 2nd one please|2nd|no. 2|no 2|No.2|number 2|number two|#2|option 2|②|２|2️⃣|b|B.|i think the second|the secnd|two|last one|the last one|the one at the bottom|
      methods|payment methods|PAYMENT METHODS!|paymet methods|payment|I'll take 2|2 please|2 thanks|the second one thx`,
    "intent:installments":
      "1|first|the first one|one|number one|1st pls|①|installments|instalments|instalmnts|pay in installments|in instalments please|a",
    none: "3|none of these|None of these.",
    human: "4|talk to a person|a person",
    "intent:installments + intent:payment_methods": "both|1 and 2|1, 2|the first and the second|all of them",
    which: "yes|ok|sure|7|this one|that one|👍",
    thank: "thanks|ok thanks",
    question: "what about refunds|2 weeks ago|where is my order 48213377|2.5|how much is it",
  });
  table(asking("choices", english), {
    none: "none|no|nope|neither|neither of them thx|something else|none of the above|not listed|no none of these|nooo",
    decline: "never mind|forget it",
    leave: "bye",
    "none, then the invoice": "no, I meant the invoice",
  });
  table(asking("choices", chinese), {
    "intent:payment_methods":
      "2|二|第二个|第二個|第2个|第二个吧|选2|我选第二个|2号|第二|②|２|要第二个|就第二个|两|支付|支付方式|支付方式吧",
    "intent:order_status": "最后一个|最后一个吧|第三个|3|物流|订单物流|查物流",
    "intent:installments": "第一个|分期|分期付款|分期付宽|第1个，谢谢|我要分期|倒数第三个|1",
    "intent:installments + intent:payment_methods": "第一个和第二个|1和2",
    human: "转人工|转人工客服|5",
    none: "4|都不是|都不對|没有我要的|不是|其他问题|都没有|以上都不是|换一个|没有|不对",
    which: "好的|嗯|是的|9",
    thank: "谢谢",
    question: "多少钱|发票怎么开|二十天了还没到",
  });
});

describe("[B2] after an answer", () => {
  table(asking("answer"), {
    acknowledge: `ok|okay|k|kk|okk|got it|gotcha|cool|great|nice|perfect!|i see|makes sense|that worked|👍|😊|haha|hahahaha|fine|alright then|ok cool|ok 👍|noted|understood|
      好的|好|嗯嗯|嗯|哦|哦哦|收到|知道了|明白了|了解|懂了|好滴|好嘞👌|行|OK的|原来如此|哈哈|知道啦~|好的好的|太好了|我试试`,
    thank:
      "thanks|thx|ty|thank you!|great thanks|ok thanks|okkk thank you so much|thankss|thakns|cheers|谢谢|谢谢你|好的谢谢|多谢|3q|感谢🙏|谢谢亲|好的 谢谢您|辛苦了|謝謝",
    done: "that's all|nothing else|all set|不用了|没了|没有了谢谢|没别的了|没事了|就这些",
    leave: "bye|goodbye|thanks bye|see you|再见|谢谢，再见|拜拜👋|晚安",
    decline: "no|nope|不|没有",
    wrong:
      "wrong|no thats not what i meant|that's not it|didn't help|that doesn't answer my question|不是这个|你理解错了|没用|不是我想问的",
    question:
      "I don't want my money back, I want the same jacket in M|I don't need my account any more|it's not my size|没有怎么办|我要取消|why|how much|ok?|really?|really|为什么|多久|什么|order|退款|no refund yet|ok google|好吃吗|666 yuan",
    "thank, then how do i get an invoice?": "Thanks! How do I get an invoice?|thanks and how do i get an invoice?",
    "acknowledge, then 我的订单到哪了": "好的，那我的订单到哪了",
    "wrong, then 发票": "不是这个，我问的是发票",
  });
});

describe("[B2] after an answer that ends with a question, or light words", () => {
  table(asking("question"), {
    affirm: "yes|sure|yes please|好的|要|需要|ok",
    decline: "no|no thanks|不用了|没有|that's all|不了",
  });
  table(asking("else"), {
    done: "no|nope|no thanks|没有了|不用了谢谢|that's all thanks|nothing",
    affirm: "yes|是的",
    acknowledge: "ok|好的|👍",
    thank: "thanks|谢谢",
  });
  table(asking("article"), { wrong: "no|不是|didn't help|没用", acknowledge: "ok|yes|好的" });
});

describe("[H11] while the visitor waits for a person", () => {
  table(asking("waiting"), {
    stop: "stop waiting|Stop waiting!|never mind|nvm|cancel|i don't want to wait|I changed my mind|不等了|我不等了|算了|不用了|取消排队|不排队了|不想等了|取消|不用人工了",
    acknowledge: "ok|no|好的|嗯|没关系|no problem",
    thank: "thanks|谢谢",
    greet: "hello?|在吗|有人吗",
    question: "where is my order|ann@example.com|我的快递呢",
  });
});

describe("in a new chat", () => {
  table(asking("nothing"), {
    acknowledge: "ok|嗯嗯|好的|yes|👌",
    done: "no|不用了|没事",
    thank: "thanks|谢谢",
    greet: "hi|Hello!|你好",
    question: "stop|2|human|转人工|refund|cancel|取消|no human please I have a question about coupons",
  });
});

test("a long message is a question of its own", () => {
  expect(readReply(`no ${"very ".repeat(80)}`, offer)).toBeUndefined();
});

test("no message makes it fail, however odd", () => {
  for (const text of [
    "",
    " ",
    "\u200d",
    "\ufe0f",
    "👨‍👩‍👧",
    "🇨🇳",
    "\u0301",
    "1\u20e3",
    "﷽",
    "ก็็็",
    "a".repeat(299),
    "?".repeat(299),
    "好".repeat(299),
  ]) {
    for (const asked of [offer, asking("choices", chinese), asking("nothing")]) readReply(text, asked);
  }
});
