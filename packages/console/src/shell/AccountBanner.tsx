import { moment } from "../language/format.ts";
import { linkMadeAt } from "../desk/session.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { uiWords } from "../ui/words.ts";
import { shellWords } from "./words.ts";

/** Tells a member that somebody made a link with which their password could have been set. */
export function AccountBanner() {
  const at = linkMadeAt.value;
  if (at === undefined) return null;
  return (
    <div class="banner warn" role="alert">
      <Icon name="warning" />
      <p>{shellWords().linkMade(moment(at))}</p>
      <Button small onClick={() => (linkMadeAt.value = undefined)}>
        {uiWords().close}
      </Button>
    </div>
  );
}
