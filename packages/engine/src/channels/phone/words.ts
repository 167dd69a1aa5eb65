import type { Language } from "./flow.ts";

const time = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

const EN = {
  greeting: "Hello! You are talking to our assistant. Please say what I can do for you, or press 0 for a person.",
  recorded: "This call is recorded.",
  fillers: ["One moment, please.", "I am looking that up.", "Thank you for your patience, I am still looking."],
  tooLong: "I am sorry, this takes too long. Please say it once more, or press 0 for a person.",
  silent: [
    "Sorry, I did not hear anything. Please say what I can do for you.",
    "I still cannot hear you. Press 0 if you would like to talk to a person.",
    "As I cannot hear you, I have to end this call. Please call again. Goodbye!",
  ],
  unclear: "Sorry, I did not understand you. Please say it once more.",
  choice: (key: number, label: string) => `For ${label}, press ${key}.`,
  person: "I want to talk to a person",
  waits: (position: number) => (position === 1 ? "You are next in line." : `You are number ${position} in line.`),
  menu: "To leave a message press 7. To be called back press 8.",
  nobody:
    "Nobody can take your call right now. To leave a message press 7. To be called back press 8. Or go on asking me.",
  written: (agent: string) =>
    `${agent} has your call and answers in writing. I read it out to you. Please go on speaking.`,
  connecting: (agent: string) => `I am connecting you with ${agent}.`,
  notThere: (agent: string) => `${agent} cannot take the call. Please stay on the line.`,
  forAgent: (number: string) =>
    `A call of customer service, from ${number || "an unknown number"}. Press any key to take it.`,
  record: "Please speak after the tone. Your message is recorded. Press the hash key when you are done.",
  thanks: "Thank you, our team has your message. Goodbye!",
  callBack: (number: string) => (number ? `Please call me back at ${number}.` : "Please call me back."),
  calledBack: "Thank you, our team calls you back. Goodbye!",
  noNumber: "I cannot see your number. Please leave it in a message.",
  more: "Is there anything else I can do for you?",
  bye: "Thank you for calling. Goodbye!",
  sorry: "I am sorry, something went wrong. Please call again later.",
  took: (agent: string, seconds: number) => `${agent} talked with the caller by telephone for ${time(seconds)}.`,
  missed: (agent: string) => `${agent} was called, and did not take the call.`,
  ended: (seconds: number | undefined) =>
    seconds === undefined ? "The caller has hung up." : `The call has ended after ${time(seconds)}.`,
  left: (seconds: number | undefined, number: string) =>
    `${EN.ended(seconds)} The caller was still waiting for a person.${number ? ` They called from ${number}.` : ""}`,
  voicemail: "Voicemail",
  recording: "Recording of the call",
  page: (host: string) => `the page ${host}`,
  picture: (name: string) => `I have a file for you that cannot be heard: ${name}.`,
};

const ZH: typeof EN = {
  greeting: "您好！我是智能客服。请直接说出您的问题，转人工请按 0。",
  recorded: "本次通话将被录音。",
  fillers: ["请稍等。", "我正在为您查询。", "感谢您的耐心，我还在查询。"],
  tooLong: "抱歉，查询时间太长了。请您再说一遍，转人工请按 0。",
  silent: [
    "抱歉，我没有听到您的声音。请说出您的问题。",
    "我还是没有听到您的声音。如需人工服务请按 0。",
    "由于听不到您的声音，我只能先挂断了。欢迎您再次来电，再见！",
  ],
  unclear: "抱歉，我没有听清。请您再说一遍。",
  choice: (key, label) => `${label}请按 ${key}。`,
  person: "转人工",
  waits: (position) => (position === 1 ? "下一位就是您。" : `您排在第 ${position} 位。`),
  menu: "留言请按 7，要我们回电请按 8。",
  nobody: "现在没有客服人员可以接听。留言请按 7，要我们回电请按 8，您也可以继续向我提问。",
  written: (agent) => `${agent}已接入，会以文字回复，我读给您听。请继续说。`,
  connecting: (agent) => `正在为您接通${agent}。`,
  notThere: (agent) => `${agent}暂时无法接听，请不要挂机。`,
  forAgent: (number) => `客服来电，${number ? `号码 ${number}` : "号码未知"}。接听请按任意键。`,
  record: "请在提示音后留言，您的留言会被录音，结束请按井号键。",
  thanks: "谢谢，您的留言已转给我们的同事。再见！",
  callBack: (number) => (number ? `请给我回电：${number}。` : "请给我回电。"),
  calledBack: "谢谢，我们的同事会给您回电。再见！",
  noNumber: "我看不到您的号码，请在留言中告诉我们。",
  more: "还有什么可以帮您？",
  bye: "感谢您的来电，再见！",
  sorry: "抱歉，系统出了问题，请稍后再拨。",
  took: (agent, seconds) => `${agent}与来电者通话 ${time(seconds)}。`,
  missed: (agent) => `已呼叫${agent}，未接听。`,
  ended: (seconds) => (seconds === undefined ? "来电者已挂断。" : `通话结束，时长 ${time(seconds)}。`),
  left: (seconds, number) => `${ZH.ended(seconds)}来电者挂断时仍在等待人工。${number ? `来电号码 ${number}。` : ""}`,
  voicemail: "语音留言",
  recording: "通话录音",
  page: (host) => `网页 ${host}`,
  picture: (name) => `有一个文件无法念给您听：${name}。`,
};

/** What is said on the telephone that the bot does not say, and what the team is told of a call. */
export const WORDS: Readonly<Record<Language, typeof EN>> = { en: EN, "zh-CN": ZH };
