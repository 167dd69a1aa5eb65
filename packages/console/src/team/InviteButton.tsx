import type { Invitation } from "@parley/protocol";
import { useState } from "preact/hooks";
import { Button } from "../ui/Button.tsx";
import { InviteDialog } from "./InviteDialog.tsx";
import { LinkDialog } from "./LinkDialog.tsx";
import { teamWords } from "./words.ts";

/** Invites somebody, and shows the link that was made. */
export function InviteButton({ reload }: { reload: () => Promise<void> }) {
  const [inviting, setInviting] = useState(false);
  const [invitation, setInvitation] = useState<Invitation>();
  return (
    <>
      <Button tone="primary" icon="plus" onClick={() => setInviting(true)}>
        {teamWords().invite}
      </Button>
      {inviting && (
        <InviteDialog
          onClose={() => setInviting(false)}
          onInvited={(made) => {
            setInviting(false);
            setInvitation(made);
            void reload();
          }}
        />
      )}
      {invitation && <LinkDialog invitation={invitation} onClose={() => setInvitation(undefined)} />}
    </>
  );
}
