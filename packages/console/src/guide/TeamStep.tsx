import type { Member } from "@parley/protocol";
import { InviteButton } from "../team/InviteButton.tsx";
import { guideWords } from "./words.ts";

/** Who else answers. */
export function TeamStep({ team, reload }: { team: readonly Member[]; reload: () => Promise<void> }) {
  return (
    <>
      <p>{guideWords().teamText(team.length)}</p>
      <div class="actions">
        <InviteButton reload={reload} />
      </div>
    </>
  );
}
