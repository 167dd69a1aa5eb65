import type { Member, MemberChange } from "@parley/protocol";
import { useState } from "preact/hooks";
import { moment } from "../language/format.ts";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Dialog.tsx";
import { Avatar, Badge } from "../ui/parts.tsx";
import type { Site } from "../ui/InboxChoice.tsx";
import { optionsOf, Select } from "../ui/Select.tsx";
import { InboxesCell } from "./InboxesCell.tsx";
import { ASSIGNABLE } from "./roles.ts";
import { teamWords } from "./words.ts";

interface MemberRowProps {
  member: Member;
  self: boolean;
  /** Where there is more than one. */
  inboxes: readonly Site[];
  onUpdate: (member: Member, change: MemberChange) => unknown;
  onLink: (member: Member) => unknown;
}

/** A member, with what an admin may change. The owner and oneself stay as they are. */
export function MemberRow({ member, self, inboxes, onUpdate, onLink }: MemberRowProps) {
  const words = teamWords();
  const { id, name, email, role, disabled, lastSeenAt } = member;
  const fixed = self || role === "owner";
  return (
    <tr class={disabled ? "off" : undefined}>
      <td>
        <div class="who">
          <Avatar name={name} seed={id} />
          <div>
            <b>{name}</b> {self && <span class="muted">({words.you})</span>}{" "}
            {disabled && <Badge tone="bad">{words.disabled}</Badge>}
            <small>{email}</small>
          </div>
        </div>
      </td>
      <td>
        {fixed ? (
          words.roles[role]
        ) : (
          <Select
            bare
            label={words.roleOf(name)}
            value={role}
            options={optionsOf(ASSIGNABLE, words.roles)}
            onChange={(next) => onUpdate(member, { role: next })}
          />
        )}
      </td>
      {inboxes.length > 1 && <InboxesCell member={member} inboxes={inboxes} onUpdate={onUpdate} />}
      <td class="muted">{lastSeenAt ? moment(lastSeenAt) : words.never}</td>
      <td>{!fixed && <MemberActions member={member} onUpdate={onUpdate} onLink={onLink} />}</td>
    </tr>
  );
}

function MemberActions({ member, onUpdate, onLink }: Omit<MemberRowProps, "self" | "inboxes">) {
  const { name, disabled } = member;
  const words = teamWords();
  const [disabling, setDisabling] = useState(false);
  return (
    <div class="actions end">
      {!disabled && (
        <Button small icon="link" onClick={() => onLink(member)}>
          {words.newLink}
        </Button>
      )}
      <Button small onClick={() => (disabled ? onUpdate(member, { disabled: false }) : setDisabling(true))}>
        {disabled ? words.enable : words.disable}
      </Button>
      {disabling && (
        <Confirm
          danger
          title={words.disableTitle(name)}
          text={words.disableText}
          action={words.disable}
          onClose={() => setDisabling(false)}
          onConfirm={() => onUpdate(member, { disabled: true })}
        />
      )}
    </div>
  );
}
