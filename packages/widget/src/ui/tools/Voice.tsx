import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ToolTexts } from "../../texts/tools/tool-texts.ts";
import { Icon } from "../Icon.tsx";
import type { Ui } from "../ui.ts";
import { clock, record, type Recording } from "./recording.ts";

/** The longest that is recorded. Seconds. */
const LONGEST = 120;

/** Records what somebody says, and sends it as a file. It stops by itself after two minutes, and is sent or thrown away then. */
export function Voice({ ui, words, over }: { ui: Ui; words: ToolTexts; over: () => void }): VNode {
  const recording = useRef<Recording | undefined>(undefined);
  const send = useRef<HTMLButtonElement>(null);
  const [trouble, setTrouble] = useState<string>();
  const [seconds, setSeconds] = useState<number>();

  useEffect(() => {
    let gone = false;
    let timer = 0;
    record().then(
      (begun) => {
        if (gone) return begun.stop();
        recording.current = begun;
        setSeconds(0);
        timer = window.setInterval(() => {
          const now = Math.min(begun.seconds(), LONGEST);
          setSeconds(now);
          if (now === LONGEST) void begun.stop();
        }, 250);
        return undefined;
      },
      (error: unknown) => {
        const { name } = error as DOMException;
        setTrouble(name === "NotAllowedError" || name === "SecurityError" ? words.refused : words.none);
      },
    );
    return () => {
      gone = true;
      clearInterval(timer);
      void recording.current?.stop();
    };
  }, []);
  useEffect(() => send.current?.focus(), [seconds === undefined, trouble]);

  const finish = () => {
    const { current } = recording;
    if (!current) return;
    void Promise.all([current.stop(), ui.chat.files()]).then(([file, { add }]) => add([file]));
    over();
  };

  return (
    <div
      class="voice"
      role="group"
      aria-label={words.record}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        over();
      }}
    >
      <button type="button" class="send tool" aria-label={words.cancel} onClick={over} ref={trouble ? send : null}>
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d="m6 6 12 12M18 6 6 18" />
        </svg>
      </button>
      {trouble ? (
        <p role="alert">{trouble}</p>
      ) : (
        <p role="timer" aria-live="off" class={seconds === undefined || seconds === LONGEST ? "" : "on"}>
          {seconds === undefined ? "…" : clock(seconds)}
        </p>
      )}
      {seconds !== undefined && (
        <button type="button" class="send" aria-label={words.send} onClick={finish} ref={send}>
          <Icon name="send" />
        </button>
      )}
    </div>
  );
}
