import { Switch } from "../../ui/Select.tsx";
import { Limits } from "./Limits.tsx";
import { accountTexts } from "./texts.ts";

/** What files an inbox of the web takes, and whether agents see who is on its site. */
export function WebLimits(props: Parameters<typeof Limits>[0]) {
  const { settings, onChange } = props;
  const texts = accountTexts();
  const live = (settings["live"] ?? {}) as { on?: boolean; consent?: boolean };
  const set = (more: typeof live) => onChange({ ...settings, live: { ...live, ...more } });
  return (
    <>
      <Limits {...props} />
      <div class="card stack">
        <h2>{texts.live}</h2>
        <Switch label={texts.liveOn} hint={texts.liveHint} on={live.on ?? false} onChange={(on) => set({ on })} />
        {live.on && (
          <Switch
            label={texts.liveConsent}
            hint={texts.liveConsentHint}
            on={live.consent ?? false}
            onChange={(consent) => set({ consent })}
          />
        )}
      </div>
    </>
  );
}
