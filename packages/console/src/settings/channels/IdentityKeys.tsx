import type { IdentityKey, NewIdentityKey, WebSettings } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change, read } from "../../api.ts";
import { moment } from "../../language/format.ts";
import { useLoader } from "../../live/load.ts";
import { Button } from "../../ui/Button.tsx";
import { OnceDialog } from "../../ui/OnceDialog.tsx";
import { Fetched } from "../../ui/parts.tsx";
import { ProofDialog } from "../../ui/ProofDialog.tsx";
import { optionsOf, Segments } from "../../ui/Select.tsx";
import { settingsWords } from "../words.ts";

type Mode = NonNullable<WebSettings["identity"]>;
const MODES: readonly Mode[] = ["off", "optional", "enforce"];
/** Live keys that an inbox may have (SPEC I7). */
const MOST = 2;

interface IdentityKeysProps {
  inboxId: string;
  mode: Mode | undefined;
  onMode: (mode: Mode) => void;
}

/** How a site proves who its users are: what is made of it, and the keys it signs with. */
export function IdentityKeys({ inboxId, mode = "optional", onMode }: IdentityKeysProps) {
  const words = settingsWords();
  const path = `inboxes/${encodeURIComponent(inboxId)}/identity-keys`;
  const loader = useLoader(() => read<IdentityKey[]>(path), path);
  const [asking, setAsking] = useState<Partial<IdentityKey>>();
  const [made, setMade] = useState<NewIdentityKey>();
  const { id, hint } = asking ?? {};
  return (
    <div class="card stack identity">
      <h2>{words.identity}</h2>
      <p class="muted">{words.identityText}</p>
      <Segments label={words.identity} value={mode} options={optionsOf(MODES, words.modes)} onChange={onMode} />
      <Fetched from={loader}>
        {(keys) => (
          <>
            {keys.map((key) => (
              <div key={key.id} class="row-field">
                <span>
                  …{key.hint} · {moment(key.createdAt)}
                </span>
                <Button small onClick={() => setAsking(key)}>
                  {words.endKey}
                </Button>
              </div>
            ))}
            {keys.length < MOST && (
              <div class="actions">
                <Button icon="plus" onClick={() => setAsking({})}>
                  {words.newKey}
                </Button>
              </div>
            )}
          </>
        )}
      </Fetched>
      {asking && (
        <ProofDialog
          title={hint ? `${words.endKey} …${hint}` : words.newKey}
          action={hint ? words.endKey : words.newKey}
          text={hint && words.endText}
          onProven={async (current) => {
            if (id) await change("DELETE", `${path}/${id}`, { current });
            else setMade(await change("POST", path, { current }));
            // One window after the other: the list is read while the key is shown.
            setAsking(undefined);
            await loader.reload();
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
      {made && (
        <OnceDialog title={words.newKey} text={words.keyText} secret={made.secret} onClose={() => setMade(undefined)} />
      )}
    </div>
  );
}
