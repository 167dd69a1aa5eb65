import type { Example } from "./model.ts";

/** A little knowledge in two languages, enough for a model to be trained in a second. */
export const SHOP: Example[] = Object.entries({
  order_status: [
    "where is my order",
    "has my parcel been shipped",
    "when will my package arrive",
    "track my order please",
    "my delivery is late, where is it",
    "我的快递到哪了",
    "订单什么时候发货",
    "包裹还没收到",
    "查一下物流信息",
    "我的订单到哪里了",
  ],
  refund: [
    "i want my money back",
    "how do i get a refund",
    "refund this purchase please",
    "when will the refund reach my account",
    "give me my money back for this item",
    "我要退款",
    "退款多久到账",
    "怎么申请退款",
    "把钱退给我",
    "退款还没到",
  ],
  opening_hours: [
    "when are you open",
    "what are your opening hours",
    "are you open on sunday",
    "at what time do you close",
    "is the shop open today",
    "你们几点开门",
    "营业时间是什么时候",
    "周日营业吗",
    "几点关门",
    "今天开门吗",
  ],
}).flatMap(([intent, texts]) => texts.map((text) => ({ text, intent })));
