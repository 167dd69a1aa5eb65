import type { ChannelAccount, ChannelCheck } from "@parley/protocol";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { change } from "../../api.ts";
import { moment } from "../../language/format.ts";
import { Button } from "../../ui/Button.tsx";
import { Badge } from "../../ui/parts.tsx";
import { attempt } from "../../ui/toast.ts";
import { accountTexts } from "./texts.ts";

interface HealthProps {
  account: ChannelAccount;
  enabled: boolean;
  /** Of the inbox, below `/api`. */
  path: string;
  reload: () => unknown;
}

/** Whether an account works, by a test and by what was seen of it. */
export function Health({ account, enabled, path, reload }: HealthProps) {
  const texts = accountTexts();
  const [result, setResult] = useState<ChannelCheck>();
  const test = async () => {
    setResult(undefined);
    await attempt(async () => setResult(await change<ChannelCheck>("POST", `${path}/check`, {})));
    await reload();
  };
  const { connected, problem, window, lastIn, lastOut, error } = account;
  const time = (at: number | undefined) => (at === undefined ? texts.never : moment(at));
  return (
    <div class="card stack">
      <h2>{texts.health}</h2>
      <div class="actions">
        <Badge tone={connected ? "good" : "warn"}>{standing(enabled, connected)}</Badge>
        {!connected && problem && <span>{problem}</span>}
      </div>
      <Row name={texts.lastIn}>{time(lastIn)}</Row>
      <Row name={texts.lastOut}>{time(lastOut)}</Row>
      <Row name={texts.lastError}>{error ? `${moment(error.at)} · ${error.says}` : texts.never}</Row>
      {window && (
        <Row name={texts.window}>
          {texts.hours.replace("#", String(window.hours))}
          {window.messages !== undefined && texts.messages.replace("#", String(window.messages))}
        </Row>
      )}
      <div class="actions">
        <Button disabled={!enabled} onClick={test}>
          {texts.test}
        </Button>
        <span class={result && !result.ok ? "error" : "muted"} role="status">
          {result ? said(result) : texts.testHint}
        </span>
      </div>
    </div>
  );
}

const Row = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div class="row-field">
    <span class="muted">{name}</span>
    <span>{children}</span>
  </div>
);

function standing(enabled: boolean, connected: boolean): string {
  const texts = accountTexts();
  if (!enabled) return texts.off;
  return connected ? texts.connected : texts.notConnected;
}

function said({ ok, says }: ChannelCheck): string {
  const texts = accountTexts();
  return [ok ? texts.works : texts.fails, says].filter(Boolean).join(texts.colon);
}
