import type { SavedSettings } from "@parley/protocol";
import { change, read } from "../../api.ts";
import { useLoader } from "../../live/load.ts";
import { Fetched } from "../../ui/parts.tsx";
import { Saved } from "../saved.tsx";
import { Policies } from "./Policies.tsx";

const PATH = "settings/sla";
const save = (value: object, version: number) => change("PUT", PATH, { version, value });

/** The settings of what is promised, and until when. */
export function Page() {
  const loader = useLoader(() => read<SavedSettings>("settings"));
  return (
    <Fetched from={loader}>
      {({ sla, routing }) => (
        <Saved key={sla.version} kept={sla} path={PATH} save={save} reload={loader.reload}>
          {(draft) => <Policies {...draft} teams={routing.value.teams} />}
        </Saved>
      )}
    </Fetched>
  );
}
