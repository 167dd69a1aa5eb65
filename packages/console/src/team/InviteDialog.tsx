import { ChatError, type Invitation, type NewMember } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change } from "../api.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { Select } from "../ui/Select.tsx";
import { explain, uiWords } from "../ui/words.ts";
import { ASSIGNABLE, type AssignableRole } from "./roles.ts";
import { teamWords } from "./words.ts";

/** Asks for a new member; the answer is a one-time link. */
export function InviteDialog({ onInvited, onClose }: { onInvited: (made: Invitation) => void; onClose: () => void }) {
  const words = teamWords();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<AssignableRole>("agent");
  const [problem, setProblem] = useState<string>();
  const invite = async () => {
    try {
      const member: NewMember = { name, email, role };
      onInvited(await change<Invitation>("POST", "team", member));
    } catch (error) {
      setProblem(ChatError.from(error).code === "conflict" ? words.known : explain(error));
    }
  };
  return (
    <Dialog title={words.inviteTitle} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void invite();
        }}
      >
        <Field label={words.name} required pattern=".*\S.*" maxLength={80} value={name} onInput={setName} />
        <Field label={words.email} type="email" required value={email} onInput={setEmail} error={problem} />
        <Select
          label={words.role}
          value={role}
          options={ASSIGNABLE.map((value) => ({ value, label: words.roles[value] }))}
          onChange={setRole}
        />
        <p class="hint">{words.roleHint[role]}</p>
        <footer>
          <Button onClick={onClose}>{uiWords().cancel}</Button>
          <Button type="submit" tone="primary">
            {words.makeLink}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
