import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useKeys } from "../ui/keys.ts";
import { claims } from "../desk/claims.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Failed, Loading } from "../ui/parts.tsx";
import { claim } from "./act.ts";
import { Composer } from "./Composer.tsx";
import { useArranging } from "./use-arranging.ts";
import { useWays } from "./use-ways.ts";
import { Details } from "./Details.tsx";
import { Handover } from "./Handover.tsx";
import { Head } from "./Head.tsx";
import type { Thread } from "../desk/thread.ts";
import { ThreadView } from "./ThreadView.tsx";
import { conversationWords } from "./words.ts";

/** A conversation: who it is with, what was said, what can be done. */
export function Conversation({ thread }: { thread: Thread }) {
  const desk = useDesk();
  const details = useSignal(matchMedia("(min-width: 1400px)").matches);
  const item = desk.inbox.items.value.get(thread.conversationId);
  const phase = thread.phase.value;
  const part = useWays();
  const arranging = useArranging();
  const last = thread.log.value.last;
  useEffect(() => {
    const read = () => {
      if (document.visibilityState !== "visible" || !last) return;
      desk.seen.read(thread.conversationId, last);
      desk.live.mention("read", { conversationId: thread.conversationId, seq: last });
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [last]);
  const claiming = claims.asked.value.has(thread.conversationId);
  const take = async (from?: string) => {
    if (!claiming) await claim(desk, thread.conversationId, from);
  };
  const toggle = () => {
    details.value = !details.value;
  };
  useKeys({ i: toggle });
  if (phase === "failed" || !item) {
    return (
      <section class="conversation" aria-label={conversationWords().thread}>
        {phase === "failed" ? (
          <Failed error={thread.failure.value} onRetry={() => thread.open().catch(() => undefined)} />
        ) : (
          <Loading lines={6} />
        )}
      </section>
    );
  }
  return (
    <>
      <section class="conversation" aria-label={conversationWords().thread}>
        <Head
          item={item}
          thread={thread}
          detailsOpen={details.value}
          onDetails={toggle}
          onClaim={(from) => void take(from)}
        />
        {arranging && <arranging.Bar item={item} Merge={arranging.Merge} onReopen={() => void take()} />}
        {arranging && <arranging.Promises item={item} />}
        <Handover item={item} thread={thread} />
        {part && <part.Offered thread={thread} />}
        <ThreadView item={item} thread={thread} />
        {part && <part.Place thread={thread} />}
        <Composer item={item} claiming={claiming}>
          {part && <part.Ways thread={thread} />}
        </Composer>
      </section>
      {details.value && <Details item={item} onClose={toggle} />}
    </>
  );
}
