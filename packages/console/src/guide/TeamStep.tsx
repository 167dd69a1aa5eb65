import { InviteButton } from "../team/InviteButton.tsx";
import { guideWords } from "./words.ts";

/** Who else answers. */
export function TeamStep({ reload }: { reload: () => Promise<void> }) {
  return (
    <>
      <p>{guideWords().teamText}</p>
      <div class="actions">
        <InviteButton reload={reload} />
      </div>
    </>
  );
}
