/** What can be picked, in groups. How each is read aloud the visitor's system knows in their language. */
export const EMOJI = {
  faces:
    "😀😃😄😁😆😅😂🤣😊😇🙂🙃😉😌😍🥰😘😗😙😚😋😛😝😜🤪🤨🧐🤓😎🤩🥳😏😒😞😔😟😕🙁😣😖😫😩🥺😢😭😤😠😡🤬🤯😳🥵🥶😱😨😰😥😓🤗🤔🤭🤫🤥😶😐😑😬🙄😯😦😮😲🥱😴🤤😪😵🤐🥴🤢🤮🤧😷🤒🤕🤑🤠😈👻💀👽🤖💩",
  hands: "👍👎👌👏🙌🙏🤝👋🤚✋🖐👊✊🤛🤜🤞🤟🤘👈👉👆👇💪🤙🤏👀🙋🙅🙆🤷🤦🙇💁🏃💃👨👩👧👦👶👵👴👮👷👪",
  things:
    "🧡💛💚💙💜🖤🤍💔💕💯🔥⭐🌟✨🎉🎊🎁🎂🎈🏆🌹🌸🌻🌱🍀🌈☔⛄🌙🌍🐶🐱🐰🐻🐼🐷🐮🐵🐔🐟🍎🍊🍉🍓🍑🍞🍔🍕🍜🍚🥟🍰🍫🍻🍵🚗🚌🚲🛫🚚📦📱💻📷📧📞📅📎📝🔑🔒💡💰💳🧾🛒🏠🏥👗👟👜💄⏰✅❌❓❗🆗🔔",
} as const;
export type EmojiGroup = keyof typeof EMOJI;

/** As people see them: each is one. */
export const each = (all: string): string[] => all.match(/\p{Extended_Pictographic}\uFE0F?/gu) ?? [];
