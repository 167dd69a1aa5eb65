import { bilingual } from "../../language/language.ts";

/** They come with what shows them. */
export const modelTexts = bilingual({
  en: {
    warning:
      "Off, nothing leaves the house. Where it is on, what customers and agents write in a conversation goes to the address below whenever an agent asks for a draft or a translation. Whether that is allowed, and what happens there with the words, is yours to settle.",
    address: "Address",
    addressHint:
      "Of a server that speaks the format of OpenAI’s chat completions, for example https://models.example/v1. Empty: off.",
    model: "Model",
    key: "Key",
    keyThere:
      "There is one. It is shown to nobody; what is written here takes its place. It goes where another server is asked.",
    keyNone: "There is none. It is kept sealed and shown to nobody.",
    removeKey: "Remove the key",
    drafts: "Drafts of replies",
    draftsHint:
      "From the last words of the conversation and the best answers of the knowledge. Agents see them as drafts and send them, or not.",
    translation: "Translation",
    translationHint: "Of what visitors say, for agents; and of what agents write, into the visitor’s language.",
    use: "How often it was asked",
    none: "It was not asked in the last month.",
    heads: ["Day", "Drafts", "Translations", "Not answered"],
    removed: "The key is gone.",
  },
  "zh-CN": {
    warning:
      "未启用时，任何内容都不会离开本系统。启用后，每当客服请求起草或翻译，会话中客户和客服所写的内容会发送到下面的地址。是否允许这样做、对方如何处理这些文字，须由您自行确认。",
    address: "地址",
    addressHint: "兼容 OpenAI chat completions 格式的服务，例如 https://models.example/v1。留空则停用。",
    model: "模型",
    key: "密钥",
    keyThere: "已设置，不会向任何人显示；在此填写可替换。改用其他服务器时会清除。",
    keyNone: "尚未设置。密钥加密保存，不会向任何人显示。",
    removeKey: "删除密钥",
    drafts: "起草回复",
    draftsHint: "依据会话最近的内容和知识库中的最佳答案。客服看到的是草稿，由其决定是否发送。",
    translation: "翻译",
    translationHint: "将访客的消息译给客服，将客服所写译为访客的语言。",
    use: "使用次数",
    none: "最近一个月没有使用。",
    heads: ["日期", "起草", "翻译", "未得到回答"],
    removed: "密钥已删除。",
  },
});
