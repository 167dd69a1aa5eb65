import { render } from "preact";
import { App } from "./App.tsx";
import { fetchWords } from "./language/fetch-words.ts";
import { language } from "./language/language.ts";
import { applyPreferences } from "./preferences.ts";
import { resume } from "./desk/session.ts";

const root = document.getElementById("console");
if (root) {
  applyPreferences(document.documentElement);
  void resume();
  fetchWords(language.value).then(
    () => render(<App />, root),
    () => {
      root.textContent = "Parley could not be loaded. Please reload the page. 加载失败，请刷新页面。";
    },
  );
}
