import { ChatError, type Invitation, type NewMember } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change } from "../api.ts";
import { Field } from "../ui/Field.tsx";
import { optionsOf, Select } from "../ui/Select.tsx";
import { explainProof, OwnPassword } from "../ui/ProofDialog.tsx";
import { ASSIGNABLE, type AssignableRole } from "./roles.ts";
import { teamWords } from "./words.ts";
import { FormDialog } from "../ui/FormDialog.tsx";

/** Asks for a new member; the answer is a one-time link. */
export function InviteDialog({ onInvited, onClose }: { onInvited: (made: Invitation) => void; onClose: () => void }) {
  const words = teamWords();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<AssignableRole>("agent");
  const [current, setCurrent] = useState("");
  const [problem, setProblem] = useState<{ email?: string; current?: string }>({});
  const invite = async () => {
    try {
      const member: NewMember = { name, email, role, ...(role === "admin" && { current }) };
      onInvited(await change<Invitation>("POST", "team", member));
    } catch (error) {
      const known = ChatError.from(error).code === "conflict";
      setProblem(known ? { email: words.known } : { [role === "admin" ? "current" : "email"]: explainProof(error) });
    }
  };
  return (
    <FormDialog title={words.inviteTitle} action={words.makeLink} onSubmit={invite} onClose={onClose}>
      <Field label={words.name} required pattern=".*\S.*" maxLength={80} value={name} onInput={setName} />
      <Field label={words.email} type="email" required value={email} onInput={setEmail} error={problem.email} />
      <Select label={words.role} value={role} options={optionsOf(ASSIGNABLE, words.roles)} onChange={setRole} />
      <p class="hint">{words.roleHint[role]}</p>
      {role === "admin" && <OwnPassword value={current} onInput={setCurrent} error={problem.current} />}
    </FormDialog>
  );
}
