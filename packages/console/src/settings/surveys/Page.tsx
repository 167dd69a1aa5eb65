import type { Survey } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change, read } from "../../api.ts";
import { useLoader } from "../../live/load.ts";
import { go, href, route } from "../../route.ts";
import { addStyles } from "../../ui/add-styles.ts";
import { Button } from "../../ui/Button.tsx";
import { Confirm } from "../../ui/Dialog.tsx";
import { Fetched } from "../../ui/parts.tsx";
import { attempt, toast } from "../../ui/toast.ts";
import { Saved } from "../saved.tsx";
import { NEW, newSurvey } from "./made.ts";
import { SurveyForm } from "./SurveyForm.tsx";
import { Surveys } from "./Surveys.tsx";
import { surveyTexts } from "./texts.ts";

addStyles("surveys");

/** What customers are asked when a conversation has ended: all surveys, or one of them open. */
export function Page() {
  const loader = useLoader(() => read<Survey[]>("surveys"));
  const asked = route.value.rest[1];
  return (
    <Fetched from={loader}>
      {(surveys) => {
        const open = surveys.find(({ id }) => id === asked);
        if (open || asked === NEW) {
          return <Open key={`${asked} ${open?.version}`} survey={open} all={surveys} reload={loader.reload} />;
        }
        return <Surveys surveys={surveys} reload={loader.reload} />;
      }}
    </Fetched>
  );
}

interface OpenProps {
  survey: Survey | undefined;
  all: readonly Survey[];
  reload: () => Promise<void>;
}

function Open({ survey, all, reload }: OpenProps) {
  const texts = surveyTexts();
  const ids = all.map(({ id }) => id);
  const [value] = useState(() => survey ?? newSurvey(ids));
  const [removing, setRemoving] = useState(false);
  const toAll = () => go("settings", "surveys");
  const save = ({ id, ...rest }: Survey, version: number) => change("PUT", `surveys/${id}`, { id, ...rest, version });
  const remove = async () => {
    if (!(await attempt(() => change("DELETE", `surveys/${value.id}`)))) return;
    toast(texts.removed);
    toAll();
    await reload();
  };
  return (
    <div class="stack">
      <div class="actions">
        <a class="button plain" href={href("settings", "surveys")}>
          {texts.back}
        </a>
        {survey && (
          <Button tone="quiet" icon="trash" onClick={() => setRemoving(true)}>
            {texts.remove}
          </Button>
        )}
      </div>
      <Saved kept={{ value, version: value.version }} save={save} reload={async () => (toAll(), await reload())}>
        {(draft) => <SurveyForm {...draft} kept={survey} taken={survey ? [] : ids} />}
      </Saved>
      {removing && (
        <Confirm
          danger
          title={texts.remove}
          text={texts.removeText}
          action={texts.remove}
          onConfirm={remove}
          onClose={() => setRemoving(false)}
        />
      )}
    </div>
  );
}
