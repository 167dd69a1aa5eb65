import { addStyles } from "../ui/add-styles.ts";
import { PageHead } from "../ui/parts.tsx";
import { Scorecards } from "./Scorecards.tsx";
import { qualityWords } from "./words.ts";

addStyles("quality");

/** How work is judged. */
export function Quality() {
  return (
    <div class="quality page">
      <PageHead title={qualityWords().title} />
      <Scorecards />
    </div>
  );
}
