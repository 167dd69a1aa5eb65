import { type CannedReply, ChatError, type Knowledge, newId, type Onlooker } from "@parley/protocol";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Desk } from "../desk/desk.ts";
import { useDesk } from "../desk/use-desk.ts";
import { patient } from "../live/patient.ts";
import { Field } from "../ui/Field.tsx";
import { FormDialog, Problem } from "../ui/FormDialog.tsx";
import { Select } from "../ui/Select.tsx";
import { toast } from "../ui/toast.ts";
import { explain } from "../ui/words.ts";
import { look, nameOf } from "./seen.ts";
import { visitorTexts } from "./texts.ts";

/** Longest sentence that is shown beside the launcher with ease. */
const LONGEST = 500;

/** Writes a sentence to somebody who is on the site, or takes a canned one. */
export function InviteDialog({ to, onClose }: { to: Onlooker; onClose: () => void }) {
  const texts = visitorTexts();
  const desk = useDesk();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  /** What is sent again is the same. */
  const id = useRef(newId());
  const send = async () => {
    try {
      await patient(desk.live.ask)("invite", { id: id.current, inboxId: to.inboxId, to: to.id, text });
      toast(texts.wasSent(nameOf(to)));
      onClose();
    } catch (cause) {
      id.current = newId();
      setProblem(whyNot(cause));
    }
    void look(desk);
  };
  return (
    <FormDialog title={texts.dialog(nameOf(to))} action={texts.send} onSubmit={send} onClose={onClose}>
      <Canned desk={desk} to={to} onPick={setText} />
      <Field
        label={texts.words}
        value={text}
        onInput={setText}
        rows={3}
        maxLength={LONGEST}
        hint={texts.hint}
        required
      />
      <Problem>{problem}</Problem>
    </FormDialog>
  );
}

/** Canned replies that the inbox has and that need nothing to be filled in, in the language of the visitor. */
function Canned({ desk, to, onPick }: { desk: Desk; to: Onlooker; onPick: (text: string) => void }) {
  const texts = visitorTexts();
  const [picked, setPicked] = useState("");
  const state = desk.knowledge.state.value;
  useEffect(() => {
    if (desk.knowledge.state.peek().status !== "ready") void desk.knowledge.reload();
  }, [desk]);
  const replies = state.status === "ready" ? fitting(state.value, to) : [];
  if (replies.length === 0) return null;
  return (
    <Select<string>
      label={texts.canned}
      value={picked}
      options={[
        { value: "", label: texts.own },
        ...replies.map(({ shortcut, said }) => ({ value: shortcut, label: `${shortcut}: ${said.slice(0, 60)}` })),
      ]}
      onChange={(shortcut) => {
        setPicked(shortcut);
        onPick(replies.find((reply) => reply.shortcut === shortcut)?.said ?? "");
      }}
    />
  );
}

function fitting({ cannedReplies }: Knowledge, { inboxId, locale }: Onlooker) {
  const isOfInbox = ({ inboxes }: CannedReply) => !inboxes || inboxes.includes(inboxId);
  return cannedReplies
    .filter(isOfInbox)
    .map(({ shortcut, text }) => ({ shortcut, said: (locale.startsWith("zh") ? text["zh-CN"] : text.en) || text.en }))
    .filter(({ said }) => said && !said.includes("{{") && said.length <= LONGEST);
}

function whyNot(cause: unknown): string {
  const texts = visitorTexts();
  const error = ChatError.from(cause);
  const { reason, agent } = (error.details ?? {}) as { reason?: string; agent?: { name: string } };
  if (agent) return texts.wasFirst(agent.name);
  if (reason === "left") return texts.hasLeft;
  if (reason === "talking") return texts.isTalking;
  return reason === "quiet" ? texts.isQuiet : explain(error);
}
