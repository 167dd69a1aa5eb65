import type { DemoKnowledge, GuideSettings } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change } from "../api.ts";
import { useDesk } from "../desk/use-desk.ts";
import { exchangeWords } from "../knowledge/exchange-words.ts";
import { TakeIn } from "../knowledge/TakeIn.tsx";
import { Button } from "../ui/Button.tsx";
import { Switch } from "../ui/Select.tsx";
import { attempt, toast } from "../ui/toast.ts";
import { guideWords } from "./words.ts";

interface KnowledgeStepProps {
  demo: DemoKnowledge;
  save: (changed: Partial<GuideSettings>) => Promise<unknown>;
  reload: () => Promise<void>;
}

/** A file of one's own, nothing yet, or the demo shop. */
export function KnowledgeStep({ demo: { there }, save, reload }: KnowledgeStepProps) {
  const { knowledge } = useDesk();
  const words = guideWords();
  const [instead, setInstead] = useState(true);
  /** Takes the demo shop's out, or puts it back. */
  const choose = (method: "POST" | "DELETE", chosen: "demo" | "empty") =>
    attempt(async () => {
      await change(method, "knowledge/demo");
      await knowledge.reload();
      await save({ knowledge: chosen });
    });
  const putBack = () => choose("POST", "demo");
  const beginEmpty = async () => {
    if (await choose("DELETE", "empty")) toast(words.noDemo, "plain", { label: words.undo, run: putBack });
  };
  const brought = () =>
    attempt(async () => {
      if (instead && there > 0) await choose("DELETE", "empty");
      await change("POST", "training");
      toast(words.learning);
      await reload();
    });
  return (
    <>
      <p>{there > 0 ? words.demo(there) : words.noDemo}</p>
      <p>{exchangeWords().importText}</p>
      {there > 0 && <Switch label={words.instead} on={instead} onChange={setInstead} />}
      <TakeIn onDone={brought} note={words.learning} />
      <div class="actions">
        {there > 0 ? (
          <>
            <Button onClick={beginEmpty}>{words.empty}</Button>
            <Button onClick={() => save({ knowledge: "demo" })}>{words.keep}</Button>
          </>
        ) : (
          <Button onClick={putBack}>{words.back}</Button>
        )}
      </div>
    </>
  );
}
