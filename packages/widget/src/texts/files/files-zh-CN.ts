import type { FileTexts } from "./file-texts.ts";

/** Simplified Chinese. */
export const files: FileTexts = {
  attach: "发送文件",
  drop: "松开即可发送",
  cancel: "取消",
  view: "查看图片",
  close: "关闭图片",
  download: "下载",
  waiting: "等待网络恢复…",
  reasons: {
    off: "此处无法发送文件。",
    empty: "这是一个空文件。",
    tooLarge: "文件超过 #，无法发送。",
    kind: "此处无法发送这类文件。",
    type: "无法发送这种类型的文件。",
    broken: "无法读取这张图片。",
    pixels: "图片像素过大。",
    infected: "未发送：该文件可能有害。",
    scanner: "暂时无法检查文件，请您稍后再试。",
    unsent: "文件太多，请您稍后再试。",
    lost: "页面已刷新，文件未发送，请您重新选择。",
    unreadable: "文件已无法读取，请您重新选择。",
    other: "文件发送失败。",
  },
};
