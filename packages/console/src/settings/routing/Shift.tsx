import { type Hours, HOLIDAY_YEARS, yearToCome } from "@parley/protocol";
import { now } from "../../language/format.ts";
import { Switch } from "../../ui/Select.tsx";
import { HoursField } from "../fields.tsx";
import { routingTexts } from "./texts.ts";

interface ShiftProps {
  label: string;
  hours: Hours | undefined;
  error: (field: string) => string | undefined;
  onChange: (hours: Hours | undefined) => void;
}

/** When a team or an agent takes conversations, and whether not on public holidays. */
export function Shift({ label, hours, error, onChange }: ShiftProps) {
  const texts = routingTexts();
  const toCome = hours?.holidays ? yearToCome(hours.holidays, now.value) : undefined;
  return (
    <>
      <HoursField label={label} value={hours} error={error} onChange={onChange} />
      {hours && (
        <Switch
          label={texts.holidays}
          hint={toCome === undefined ? texts.holidaysHint(HOLIDAY_YEARS.CN.join(", ")) : texts.yearToCome(toCome)}
          on={hours.holidays === "CN"}
          onChange={(on) => onChange({ ...hours, holidays: on ? "CN" : undefined })}
        />
      )}
    </>
  );
}
