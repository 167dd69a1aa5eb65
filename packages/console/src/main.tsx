import { render } from "preact";
import { App } from "./App.tsx";
import { applyPreferences } from "./preferences.ts";
import { resume } from "./session.ts";

const root = document.getElementById("console");
if (root) {
  applyPreferences(document.documentElement);
  void resume();
  render(<App />, root);
}
