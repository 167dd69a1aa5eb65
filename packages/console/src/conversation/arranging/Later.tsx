import { ChatError, type InboxItem, newId, type Planned } from "@parley/protocol";
import { useState } from "preact/hooks";
import { useDesk } from "../../desk/use-desk.ts";
import { moment } from "../../language/format.ts";
import { useLoader } from "../../live/load.ts";
import { patient } from "../../live/patient.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { Badge, Fetched } from "../../ui/parts.tsx";
import { Segments } from "../../ui/Select.tsx";
import { attempt, toast } from "../../ui/toast.ts";
import { fieldTime, isMine, timesFrom } from "./acts.ts";
import { arrangingTexts } from "./texts.ts";
import { TimeField } from "./TimeField.tsx";

/** What is to happen in a conversation later: messages, and calls of oneself. */
export function Later({ item, onClose }: { item: InboxItem; onClose: () => void }) {
  const { live } = useDesk();
  const texts = arrangingTexts();
  const { id: conversationId } = item.conversation;
  const loader = useLoader(() => patient(live.ask)("planned", { conversationId }), conversationId);
  const [edited, edit] = useState<Planned>();
  const remove = async ({ id }: Planned) => {
    await attempt(() => patient(live.ask)("unplan", { conversationId, id }));
    await loader.reload();
  };
  const saved = async () => {
    edit(undefined);
    await loader.reload();
  };
  return (
    <Dialog title={texts.later} onClose={onClose}>
      <Fetched from={loader}>
        {({ planned }) => (
          <ul class="arranging-planned">
            {planned.length === 0 && <li class="muted">{texts.nothingPlanned}</li>}
            {planned.map((one) => (
              <li key={one.id}>
                <span>
                  <b>{moment(one.at)}</b> {texts[one.kind]} · {one.agent.name}
                  {one.problem && <Badge tone="bad">{texts.problem}</Badge>}
                  <br />
                  <bdi>{one.text}</bdi>
                </span>
                <Button small onClick={() => edit(one)}>
                  {texts.edit}
                </Button>
                <Button small onClick={() => remove(one)}>
                  {texts.remove}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Fetched>
      <PlanForm key={edited?.id} item={item} planned={edited} onDone={saved} />
    </Dialog>
  );
}

interface PlanFormProps {
  item: InboxItem;
  planned: Planned | undefined;
  onDone: () => Promise<void>;
}

const fresh = (mine: boolean): Pick<Planned, "id" | "kind" | "text" | "at" | "version"> => ({
  id: newId(),
  kind: mine ? "message" : "reminder",
  text: "",
  at: timesFrom(new Date()).tomorrow,
  version: 0,
});

function PlanForm({ item, planned, onDone }: PlanFormProps) {
  const desk = useDesk();
  const texts = arrangingTexts();
  const mine = isMine(desk, item);
  const begun = planned ?? fresh(mine);
  const [kind, setKind] = useState(begun.kind);
  const [text, setText] = useState(begun.text);
  const [at, setAt] = useState(fieldTime(begun.at));
  const [id, setId] = useState(begun.id);
  const { id: conversationId } = item.conversation;
  const send = async () => {
    const time = new Date(at).getTime();
    if (time < Date.now()) return toast(texts.past, "bad");
    const plan = { conversationId, id, kind, text, at: time, version: begun.version };
    if (!(await attempt(() => patient(desk.live.ask)("plan", plan).catch(inOwnWords)))) return;
    setText("");
    setId(newId());
    await onDone();
  };
  return (
    <Form onSubmit={send}>
      {!planned && mine && (
        <Segments<"message" | "reminder">
          label={texts.later}
          value={kind}
          options={[
            { value: "message", label: texts.message },
            { value: "reminder", label: texts.reminder },
          ]}
          onChange={setKind}
        />
      )}
      <Field
        label={`${texts[kind]}: ${texts.words}`}
        rows={3}
        required
        maxLength={4000}
        value={text}
        onInput={setText}
      />
      <TimeField label={texts.when} value={at} onInput={setAt} />
      <footer>
        <Button type="submit" tone="primary" disabled={!text.trim()}>
          {texts.plan}
        </Button>
      </footer>
    </Form>
  );
}

/** Says how many can be planned where it was one too many. */
function inOwnWords(cause: unknown): never {
  const error = ChatError.from(cause);
  const { reason, whose, most } = error.details ?? {};
  if (reason !== "planned") throw error;
  const texts = arrangingTexts();
  throw new ChatError("invalid", whose === "member" ? texts.fullMember(Number(most)) : texts.fullHere(Number(most)));
}
