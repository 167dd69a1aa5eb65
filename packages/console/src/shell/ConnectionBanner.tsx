import { now, span } from "../language/format.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useDesk } from "../desk/use-desk.ts";
import { shellWords } from "./words.ts";

/** Tells an agent that visitors cannot be heard. */
export function ConnectionBanner() {
  const { live } = useDesk();
  const state = live.status.value;
  const words = shellWords();
  if (state.status === "online" || state.status === "connecting") return null;
  if (state.status === "refused") {
    return (
      <div class="banner bad" role="alert">
        <Icon name="warning" />
        <p>
          {words.refused} {state.error.message}
        </p>
        <Button small onClick={() => location.reload()}>
          {words.reload}
        </Button>
      </div>
    );
  }
  return (
    <div class="banner bad" role="alert">
      <Icon name="warning" />
      <p>
        {words.offline} <Since at={state.since} />
      </p>
      <Button small icon="refresh" onClick={live.renew}>
        {words.tryNow}
      </Button>
    </div>
  );
}

/** Counts without being read out every second. */
function Since({ at }: { at: number }) {
  return <span aria-hidden="true">{shellWords().offlineFor(span(now.value - at))}</span>;
}
