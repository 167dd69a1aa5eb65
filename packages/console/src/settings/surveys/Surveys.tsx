import type { Survey } from "@parley/protocol";
import { change } from "../../api.ts";
import { useDesk } from "../../desk/use-desk.ts";
import { go, href } from "../../route.ts";
import { Button } from "../../ui/Button.tsx";
import { Empty } from "../../ui/parts.tsx";
import { Switch } from "../../ui/Select.tsx";
import { Table } from "../../ui/Table.tsx";
import { attempt } from "../../ui/toast.ts";
import { NEW } from "./made.ts";
import { surveyTexts } from "./texts.ts";

interface SurveysProps {
  surveys: readonly Survey[];
  reload: () => Promise<void>;
}

/** All surveys, in the order in which they are tried. */
export function Surveys({ surveys, reload }: SurveysProps) {
  const texts = surveyTexts();
  const heads = [texts.survey, texts.after, texts.inboxes, texts.questions, texts.asked];
  return (
    <div class="stack">
      <p class="hint">
        {texts.hint} {texts.address}
      </p>
      <div class="actions">
        <Button icon="plus" onClick={() => go("settings", "surveys", NEW)}>
          {texts.make}
        </Button>
      </div>
      {surveys.length === 0 ? (
        <Empty icon="review" title={texts.none}>
          {texts.noneText}
        </Empty>
      ) : (
        <Table label={texts.survey} heads={heads} card>
          {surveys.map((survey) => (
            <Row key={survey.id} survey={survey} reload={reload} />
          ))}
        </Table>
      )}
    </div>
  );
}

function Row({ survey, reload }: { survey: Survey; reload: SurveysProps["reload"] }) {
  const texts = surveyTexts();
  const { id, name, after, inboxes, questions, enabled } = survey;
  const sites = useDesk().inbox.sites.value;
  const nameOf = (inbox: string) => sites.find((site) => site.id === inbox)?.name ?? inbox;
  const turn = async (on: boolean) => {
    await attempt(() => change("PUT", `surveys/${id}`, { ...survey, enabled: on }));
    // Where it was refused the switch goes back.
    await reload();
  };
  return (
    <tr>
      <td>
        <a href={href("settings", "surveys", id)}>
          <bdi>{name}</bdi>
        </a>
      </td>
      <td>{texts.afters[after]}</td>
      <td>{inboxes?.map(nameOf).join(", ") ?? texts.all}</td>
      <td>{texts.asks(questions.length)}</td>
      <td>
        <Switch label={texts.on(name)} on={enabled} onChange={turn} />
      </td>
    </tr>
  );
}
