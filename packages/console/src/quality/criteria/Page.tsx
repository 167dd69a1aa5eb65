import type { SavedSettings } from "@parley/protocol";
import { change, read } from "../../api.ts";
import { useLoader } from "../../live/load.ts";
import { Saved } from "../../settings/saved.tsx";
import { Fetched } from "../../ui/parts.tsx";
import { Criteria } from "./Criteria.tsx";

const PATH = "settings/quality";
const save = (value: object, version: number) => change("PUT", PATH, { version, value });

/** By what work is judged: what is asked in reviews, what is reviewed, and what agents should reach. */
export function Page() {
  const loader = useLoader(() => read<SavedSettings>("settings"));
  return (
    <Fetched from={loader}>
      {({ quality }) => (
        <Saved key={quality.version} kept={quality} path={PATH} save={save} reload={loader.reload}>
          {(draft) => <Criteria {...draft} />}
        </Saved>
      )}
    </Fetched>
  );
}
