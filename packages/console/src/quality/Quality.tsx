import { may } from "@parley/protocol";
import { useDesk } from "../desk/use-desk.ts";
import { go, route } from "../route.ts";
import { addStyles } from "../ui/add-styles.ts";
import { late } from "../ui/late.tsx";
import { PageHead } from "../ui/parts.tsx";
import { optionsOf, Segments } from "../ui/Select.tsx";
import { Scorecards } from "./Scorecards.tsx";
import { cardTexts } from "./texts.ts";
import { qualityWords } from "./words.ts";

addStyles("quality");

const TABS = ["cards", "reviews", "coaching", "criteria"] as const;

/** What is fetched when it is first shown. */
const LATE = {
  reviews: late(async () => (await import("./reviews/Reviews.tsx")).Reviews),
  coaching: late(async () => (await import("./reviews/Coaching.tsx")).Coaching),
  criteria: late(async () => (await import("./criteria/Page.tsx")).Page),
};

/** How work is judged: scorecards, reviews, what agents are told about their work, and by what they are judged. */
export function Quality() {
  const texts = cardTexts();
  const { me } = useDesk();
  const mine = TABS.filter((name) => name !== "criteria" || may(me.role, "admin"));
  const tab = mine.find((name) => name === route.value.rest[0]) ?? "cards";
  return (
    <div class="quality page">
      <PageHead title={qualityWords().title}>
        <Segments
          label={texts.part}
          value={tab}
          options={optionsOf(mine, texts.tabs)}
          onChange={(name) => go("quality", name)}
        />
      </PageHead>
      <Tab tab={tab} />
    </div>
  );
}

function Tab({ tab }: { tab: (typeof TABS)[number] }) {
  if (tab === "cards") return <Scorecards />;
  const Late = LATE[tab];
  return <Late key={tab} />;
}
