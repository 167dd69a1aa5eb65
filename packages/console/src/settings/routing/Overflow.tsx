import type { Team } from "@parley/protocol";
import { Button } from "../../ui/Button.tsx";
import { Select } from "../../ui/Select.tsx";
import { NumberField } from "../fields.tsx";
import { namedWith } from "./named.ts";
import { routingTexts } from "./texts.ts";

interface OverflowProps {
  team: Team;
  teams: readonly Team[];
  error: (field: string) => string | undefined;
  onChange: (changed: Partial<Team>) => void;
}

/** Which other teams help, and after how long. */
export function Overflow({ team: { id, overflow = [] }, teams, error, onChange }: OverflowProps) {
  const texts = routingTexts();
  const others = teams.filter((one) => one.id !== id);
  const put = (next: Team["overflow"]) => onChange({ overflow: next && next.length > 0 ? next : undefined });
  const [first] = others;
  return (
    <>
      {overflow.map((help, at) => (
        <div key={at} class="columns">
          <Select
            label={texts.helps}
            value={help.to}
            options={namedWith(others, help.to)}
            onChange={(to) => put(overflow.with(at, { ...help, to }))}
          />
          <NumberField
            label={texts.helpsAfter}
            value={help.afterMinutes}
            error={error(`overflow.${at}`)}
            onChange={(afterMinutes = 0) => put(overflow.with(at, { ...help, afterMinutes }))}
          />
          <Button tone="quiet" onClick={() => put(overflow.toSpliced(at, 1))}>
            {texts.removeHelp}
          </Button>
        </div>
      ))}
      {first && (
        <div class="actions">
          <Button tone="quiet" onClick={() => put([...overflow, { to: first.id, afterMinutes: 5 }])}>
            {texts.addHelp}
          </Button>
        </div>
      )}
    </>
  );
}
