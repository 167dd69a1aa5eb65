import { inboxesOf, may, type Member, type MemberChange } from "@parley/protocol";
import { useState } from "preact/hooks";
import { Button } from "../ui/Button.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { InboxChoice, type Site } from "../ui/InboxChoice.tsx";
import { uiWords } from "../ui/words.ts";
import { useSites } from "./use-sites.ts";
import { teamWords } from "./words.ts";

interface CellProps {
  member: Member;
  inboxes: readonly Site[];
  onUpdate: (member: Member, change: MemberChange) => unknown;
}

/** Which inboxes somebody sees, to be changed; admins see all. */
export function InboxesCell(props: CellProps) {
  const { member, inboxes } = props;
  const { allInboxes: all } = uiWords();
  const [choosing, setChoosing] = useState(false);
  const names = inboxesOf(member)?.map((id) => inboxes.find((inbox) => inbox.id === id)?.name ?? id);
  return (
    <td>
      {may(member.role, "admin") ? (
        all
      ) : (
        <Button small onClick={() => setChoosing(true)}>
          {names?.join(", ") ?? all}
        </Button>
      )}
      {choosing && <InboxesDialog {...props} onClose={() => setChoosing(false)} />}
    </td>
  );
}

/** Says which inboxes somebody sees: all, also those that come, or some. */
function InboxesDialog({ member, onUpdate, onClose }: CellProps & { onClose: () => void }) {
  const sites = useSites();
  const words = teamWords();
  const [seen, setSeen] = useState(member.inboxes);
  return (
    <FormDialog
      title={`${words.inboxes} · ${member.name}`}
      action={uiWords().save}
      disabled={seen?.length === 0}
      onSubmit={() => {
        onUpdate(member, { inboxes: seen ?? null });
        onClose();
      }}
      onClose={onClose}
    >
      <InboxChoice sites={sites} value={seen} onChange={setSeen} />
    </FormDialog>
  );
}
