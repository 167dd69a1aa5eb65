import { bilingual } from "../../language/language.ts";

export const mergeTexts = bilingual({
  en: {
    title: "Merge into another conversation",
    with: "Which conversation of this contact does it go on in?",
    nothing: "This contact has no other conversation that is open. Merge the contacts first, if they are one person.",
    will: (place: string) =>
      `This conversation closes, and says that it goes on in “${place}”; that one links back to it. All that was said stays where it was said. The visitor hears only that this one is closed; if they write in it again, it opens by itself.`,
    merge: "Merge",
    back: "Another one",
  },
  "zh-CN": {
    title: "合并到另一会话",
    with: "要合并到该联系人的哪个会话？",
    nothing: "该联系人没有其他未结束的会话。如果是同一个人，请先合并联系人。",
    will: (place: string) =>
      `此会话将结束，并注明已合并到“${place}”；后者也会有指向此处的链接。所有消息都保留在原处。访客只会看到此会话已结束；如果访客在此再次发言，此会话会自行重新打开。`,
    merge: "合并",
    back: "换一个",
  },
});
