import { REFUND, RETURN, type Sample } from "./samples.fixture.ts";

/** Help pages. */
export const PAGES: Sample[] = [
  {
    what: "a Markdown page",
    files: { "returns.md": "# Return policy\n\nSend it back.\n\n## How\n\n1. Pack it\n2. Send it\n" },
    format: "Markdown",
    articles: { returns: { title: "Return policy", en: /^Send it back\.\n\n## How\n\n1\. Pack it/ } },
  },
  {
    what: "a page in two languages",
    files: { "returns.en.md": "# Return policy\n\nSend it back.", "returns.zh-CN.md": "# 退货政策\n\n寄回即可。" },
    format: "Markdown",
    articles: { returns: { title: "Return policy", en: /^Send it back/, zh: /^寄回即可/ } },
  },
  {
    what: "front matter",
    files: { "x.md": "---\nid: refunds\ntitle: Refunds\nlang: en\n---\nWe refund.\n" },
    format: "Markdown",
    articles: { refunds: { title: "Refunds", en: /^We refund/ } },
  },
  {
    what: "a Markdown FAQ",
    files: {
      "faq.md": "# FAQ\n\n## How do I return it?\n\nWithin 30 days, for free.\n\n## 怎么退款？\n\n七天内可以退款。\n",
    },
    format: "Markdown",
    intents: { how_do_i_return_it: RETURN, 怎么退款: REFUND },
  },
  {
    what: "Q and A",
    files: {
      "faq.txt": "Q: How do I return it?\nA: Within 30 days, for free.\n\n问：怎么退款？\n答：七天内可以退款。\n",
    },
    format: "Markdown",
    intents: { how_do_i_return_it: RETURN, 怎么退款: REFUND },
  },
  {
    what: "an HTML page",
    files: {
      "returns.html":
        '<!doctype html><html lang="en"><head><title>Return policy | Shop</title><style>p{}</style></head><body><nav>Home</nav><main><h1>Return policy</h1><p>Send it <b>back</b> to <a href="https://shop.example/r">us</a>.</p><script>x()</script></main><footer>(c)</footer></body></html>',
    },
    format: "HTML",
    articles: {
      returns: { title: "Return policy", en: /^Send it \*\*back\*\* to \[us\]\(https:\/\/shop\.example\/r\)\.$/ },
    },
  },
  {
    what: "an HTML FAQ",
    files: {
      "faq.html":
        "<h1>常见问题</h1><details><summary>怎么退款？</summary><p>七天内可以退款。</p></details><details><summary>How do I return it?</summary>Within 30 days, for free.</details>",
    },
    format: "HTML",
    intents: { how_do_i_return_it: RETURN, 怎么退款: REFUND },
  },
];
