// The stub: calls before the widget has come are kept and replayed in order.
window.parley =
  window.parley ||
  function () {
    (window.parley.q = window.parley.q || []).push(arguments);
  };

const STARTERS = {
  en: ["Where is my order?", "How do I return something?", "Can I get an invoice?"],
  "zh-CN": ["我的快递到哪了？", "怎么退货？", "可以开发票吗？"],
};

function speak(language) {
  document.documentElement.lang = language;
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.setAttribute("aria-pressed", String(button.dataset.lang === language));
  }
  window.parley("setLocale", language);
  window.parley("update", { starters: STARTERS[language] });
}

const wanted = new URLSearchParams(location.search).get("lang") || navigator.language;
const first = wanted.startsWith("zh") ? "zh-CN" : "en";
document.documentElement.lang = first;

addEventListener("DOMContentLoaded", () => {
  speak(first);
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const { lang, open, askEn, askZh } = button.dataset;
    if (lang) {
      speak(lang);
      history.replaceState(null, "", `?lang=${lang}`);
    }
    if (open !== undefined) window.parley("open");
    if (askEn) window.parley("send", document.documentElement.lang === "en" ? askEn : askZh);
  });
});
