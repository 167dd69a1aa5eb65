import type { DemoKnowledge, GuideSettings } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change } from "../api.ts";
import { useDesk } from "../desk/use-desk.ts";
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
export function KnowledgeStep({ demo: { there, own }, save, reload }: KnowledgeStepProps) {
  const { knowledge } = useDesk();
  const words = guideWords();
  const [instead, setInstead] = useState(true);
  const demo = async (method: "POST" | "DELETE") => {
    await change(method, "knowledge/demo");
    await knowledge.reload();
    await reload();
  };
  const putBack = () =>
    attempt(async () => {
      await demo("POST");
      await save({ knowledge: "demo" });
    });
  const beginEmpty = () =>
    attempt(async () => {
      await demo("DELETE");
      await save({ knowledge: "empty" });
      toast(words.isOut, "plain", { label: words.undo, run: putBack });
    });
  const brought = () =>
    attempt(async () => {
      if (instead && there > 0) await demo("DELETE");
      await change("POST", "training");
      toast(words.learning);
      await reload();
    });
  return (
    <>
      <p>
        {there > 0 ? words.demo(there) : words.noDemo} {own > 0 && words.own(own)}
      </p>
      <p>{words.bring}</p>
      {there > 0 && <Switch label={words.instead} on={instead} onChange={setInstead} />}
      <TakeIn onDone={brought} />
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
