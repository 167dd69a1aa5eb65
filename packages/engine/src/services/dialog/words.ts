import {
  BOT_PHRASES,
  type BotPhrase,
  type BotPhrases,
  type EscalationReason,
  type Locale,
  nearestLanguage,
  type Wait,
} from "@parley/protocol";

/** What the bot says on its own account, in each language. Where there are several, they take turns. */
export const WORDS = {
  en: {
    clarify: "I want to be sure I get this right. Which of these do you mean?",
    which: "Which of these do you mean? The number is enough.",
    offer: "I'm afraid I don't have an answer to that. Shall I get a colleague for you?",
    offerAgain: "I still don't have this right. Could you put it in other words? Or shall I get a colleague for you?",
    rephrase: "All right, none of these. Could you put it in other words? Or shall I get a colleague for you?",
    missed: "I see, that was not it. Could you put your question in other words? Or shall I get a colleague for you?",
    sorryOffer: "I'm sorry about the trouble. Could you tell me what it is about? Or shall I get a colleague for you?",
    offerLater:
      "I'm afraid I don't have an answer to that, and nobody from our team is online right now. Shall I pass your question on to them?",
    rephraseLater:
      "I don't have this right yet. Could you put it in other words? Nobody from our team is online right now, but I can pass your question on.",
    article: "This may help:",
    onThat: "This is what I know about it: ",
    forNumber: (number: string) => `Thank you, I've noted ${number}. `,
    stay: "All right. What can I help you with?",
    somethingElse: "None of these",
    file: "Thank you. I can't look at files myself, but our team can.",
    place: "Thank you, I have the place. I can't look at maps myself, but our team can.",
    fileOffer: "Shall I get a colleague for you?",
    fileOfferLater: "Nobody is online right now. Shall I pass it on to them?",
    person: "Talk to a person",
    leaveMessage: "Leave a message",
    stopWaiting: "Stop waiting",
    sorry: "I'm sorry about the trouble.",
    thank: ["You're welcome!", "My pleasure. Just write if anything else comes up.", "Any time."],
    acknowledge: ["Good. Just write if anything else comes up.", "All right.", "Fine. I'm here if you need me."],
    done: ["All right. Just write whenever something comes up.", "Fine. Have a good day!"],
    decline: ["All right, no colleague then. What else can I do for you?", "Fine. What else can I help with?"],
    declineQuestion: ["All right. Is there anything else I can do for you?", "Fine. What else can I help with?"],
    affirm: ["Gladly. What would you like to know?", "Go ahead, I'm listening."],
    affirmChoices: "Gladly. Which of these shall it be?",
    greet: ["Hello! What can I do for you?", "Hello again! What can I do for you?"],
    leave: ["Goodbye, and have a good day!", "Goodbye! Just write if anything comes up."],
    pass: {
      asked: "Of course, I'm getting a colleague for you.",
      unsure: "I can't answer this well enough myself, so I'm getting a colleague for you.",
      negative: "I want this to be sorted out for you, so I'm getting a colleague.",
      policy: "I'm getting a colleague for you.",
      unavailable: "I can't look this up right now, so I'm getting a colleague for you.",
    } satisfies Record<EscalationReason, string>,
    back: (time: string) => ` Our team is back ${time}.`,
    passLater: "I've put your question in line for our team.",
    next: "You are next in line.",
    inLine: (position: number) => `You are number ${position} in line.`,
    wait: ({ from, until }: Wait) =>
      from > 0
        ? `You will probably wait ${from} to ${until} minutes.`
        : `You will probably wait ${until === 1 ? "a minute" : `${until} minutes`} at most.`,
    nobody:
      "Nobody is online right now; somebody will answer you here as soon as they are back. If you leave your e-mail address or phone number, they can reach you that way too.",
    tellMore: "It helps if you write here what it is about.",
    meanwhile: "Until then you can go on asking me.",
    stillWaiting: "You are still in line, and a colleague will answer you here.",
    stillNobody: "You are in line, but nobody is online right now. They will answer you here as soon as they are back.",
    waitingLight: ["All right. You keep your place in line.", "Good. A colleague will be with you here."],
    waitingThanks: "You're welcome! You keep your place in line.",
    stopped: "All right, you are no longer waiting for a person. What can I do for you?",
    left: (reach: string) =>
      `Thank you, your message is with our team. They will answer you here${reach && `, or reach you at ${reach}`}.`,
    contact: (contact: string) => `Thank you, I've noted ${contact} for our team.`,
  },
  "zh-CN": {
    clarify: "我想确认一下您的意思，您要问的是下面哪一个？",
    which: "您要问的是下面哪一个？回复序号就可以。",
    offer: "抱歉，这个问题我暂时回答不了。需要为您转接人工客服吗？",
    offerAgain: "我还是没能理解您的意思。您可以换个说法吗？或者需要我为您转接人工客服吗？",
    rephrase: "好的，都不是。您可以换个说法再问一次吗？或者需要我为您转接人工客服吗？",
    missed: "明白了，我理解得不对。您可以换个说法再问一次吗？或者需要我为您转接人工客服吗？",
    sorryOffer: "非常抱歉给您带来不便。您可以告诉我是什么问题吗？或者需要我为您转接人工客服吗？",
    offerLater: "抱歉，这个问题我暂时回答不了，目前也没有客服在线。需要我把您的问题转给同事吗？",
    rephraseLater: "我还是没能理解您的意思，您可以换个说法吗？目前没有客服在线，我也可以把您的问题转给同事。",
    onThat: "关于这一点，我了解到的是：",
    forNumber: (number: string) => `好的，已记下 ${number}。`,
    article: "这篇内容可能对您有帮助：",
    stay: "好的。请问有什么可以帮您？",
    somethingElse: "都不是",
    file: "谢谢，文件已收到。我看不了文件的内容，不过客服同事可以查看。",
    place: "谢谢，位置已收到。我看不了地图，不过客服同事可以查看。",
    fileOffer: "需要为您转接人工客服吗？",
    fileOfferLater: "目前没有客服在线，需要我转给同事吗？",
    person: "转人工客服",
    leaveMessage: "给客服留言",
    stopWaiting: "不等了",
    sorry: "非常抱歉给您带来不便。",
    thank: ["不客气！", "不客气，还有问题随时找我。", "应该的，很高兴能帮到您。"],
    acknowledge: ["好的，还有问题随时找我。", "好的。", "嗯，有需要我都在。"],
    done: ["好的，有需要随时找我。", "好的，祝您生活愉快！"],
    decline: ["好的，那就先不转人工。还有什么可以帮您？", "好的。还有什么可以帮您？"],
    declineQuestion: ["好的。还有什么可以帮您？", "好的，那您还想了解什么呢？"],
    affirm: ["好的，您想了解什么？", "好的，请讲。"],
    affirmChoices: "好的，您想了解下面哪一个？",
    greet: ["您好！请问有什么可以帮您？", "您好，我在的。请问有什么可以帮您？"],
    leave: ["再见，祝您生活愉快！", "再见，有需要随时找我。"],
    pass: {
      asked: "好的，正在为您转接人工客服。",
      unsure: "这个问题我没能回答好，正在为您转接人工客服。",
      negative: "我希望您的问题能得到妥善解决，正在为您转接人工客服。",
      policy: "正在为您转接人工客服。",
      unavailable: "我现在无法查询，正在为您转接人工客服。",
    } satisfies Record<EscalationReason, string>,
    back: (time: string) => `客服将于${time}上线。`,
    passLater: "您的问题已经转给客服同事排队处理。",
    next: "下一位就是您。",
    inLine: (position: number) => `您排在第 ${position} 位。`,
    wait: ({ from, until }: Wait) => `预计等待${from > 0 ? ` ${from}–${until} 分钟` : ` ${until} 分钟以内`}。`,
    nobody: "目前没有客服在线，同事上线后会第一时间在这里回复您。您也可以留下邮箱或手机号，方便同事联系您。",
    tellMore: "您可以先在这里说明一下情况。",
    meanwhile: "等待期间，您可以继续向我提问。",
    stillWaiting: "您仍在排队中，客服会在这里回复您。",
    stillNobody: "您正在排队，不过目前没有客服在线，同事上线后会在这里回复您。",
    waitingLight: ["好的，您的排队位置会保留。", "好的，客服会在这里回复您。"],
    waitingThanks: "不客气！您的排队位置会保留。",
    stopped: "好的，已为您取消排队。请问还有什么可以帮您？",
    left: (reach: string) =>
      `谢谢，您的留言已转给客服同事，同事会在这里回复您${reach && `，也可能通过 ${reach} 与您联系`}。`,
    contact: (contact: string) => `谢谢，${contact} 已经记下，会转告客服同事。`,
  },
} as const satisfies Record<Locale, unknown>;

/** Those of our languages that is nearest to a tag (SPEC L9). */
export const ownWordsIn = (tag: string): Locale => nearestLanguage(tag, ["en", "zh-CN"]);

/** What the bot says where a site has no words of its own for it. */
export function usualPhrases(): BotPhrases {
  const both = Object.entries(WORDS).map(([locale, words]) => {
    const all = { ...words, handOver: words.pass.asked };
    return [locale, Object.fromEntries(BOT_PHRASES.map((phrase) => [phrase, all[phrase]]))];
  });
  return Object.fromEntries(both);
}

/** What words of the bot are looked up by. */
export interface Speaking {
  /** The language of ours that is spoken. */
  locale: Locale;
  /** That of the visitor's client, in which the site may have words of its own. */
  tag?: string | undefined;
  /** The site's own words. */
  phrases?: BotPhrases | undefined;
}

/** The bot's words: the site's own in what the visitor's client speaks, else those in the language of ours that is spoken, else ours (SPEC B10). */
export function wordsFor({ locale, tag = locale, phrases = {} }: Speaking): Words {
  // Who is answered in another language than their client's reads that one.
  const spoken = ownWordsIn(tag) === locale ? tag : locale;
  return { ...WORDS[locale], ...phrasesIn(locale, phrases), ...phrasesIn(spoken, phrases) };
}

type Words = Omit<(typeof WORDS)[Locale], BotPhrase> &
  Record<Exclude<BotPhrase, "handOver">, string> & { handOver?: string };

/** What is said for itself in a language, in the nearest of its scripts; nothing of other languages. */
function phrasesIn(tag: string, phrases: BotPhrases): Partial<Record<BotPhrase, string>> {
  const languageOf = (some: string) => some.split("-")[0];
  const near = Object.keys(phrases).filter((one) => languageOf(one) === languageOf(tag));
  return near.length > 0 ? given(phrases[nearestLanguage(tag, near)]) : {};
}

/** Phrases without those that are empty: these are as they come. */
export const given = (phrases: BotPhrases[string] = {}): BotPhrases[string] =>
  Object.fromEntries(Object.entries(phrases).filter(([, said]) => said !== ""));

/** One of several ways to say it, in turn. */
export const inTurn = (ways: readonly string[], turn: number): string => ways[turn % ways.length] ?? "";
