import type { SavedSettings } from "@parley/protocol";
import { change, read } from "../../api.ts";
import { useLoader } from "../../live/load.ts";
import { Fetched } from "../../ui/parts.tsx";
import { Saved } from "../saved.tsx";
import { Routing } from "./Routing.tsx";

const PATH = "settings/routing";
const save = (value: object, version: number) => change("PUT", PATH, { version, value });

/** The settings of who gets which conversation. */
export function Page() {
  const loader = useLoader(() => read<SavedSettings>("settings"));
  return (
    <Fetched from={loader}>
      {({ routing }) => (
        <Saved key={routing.version} kept={routing} path={PATH} save={save} reload={loader.reload}>
          {(draft) => <Routing {...draft} />}
        </Saved>
      )}
    </Fetched>
  );
}
