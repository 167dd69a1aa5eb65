import type { FileContent } from "@parley/protocol";
import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useAddress } from "../files/use-address.ts";
import { playerStyles } from "../styles/player.ts";
import type { Ui } from "../ui.ts";
import { clock } from "./recording.ts";

interface PlayerProps {
  ui: Ui;
  file: FileContent["file"];
  /** What the browser cannot play can be downloaded. */
  otherwise: VNode;
}

const SPEEDS = [1, 1.5, 2] as const;

/** Plays what can be heard or seen, what is heard also faster. */
export function Player({ ui, file, otherwise }: PlayerProps): VNode {
  const [address, again] = useAddress(ui, { file });
  const [dead, setDead] = useState(false);
  const [speed, setSpeed] = useState(0);
  const media = useRef<HTMLMediaElement>(null);
  useLayoutEffect(() => ui.addStyles(playerStyles), []);
  useLayoutEffect(() => {
    if (media.current) media.current.playbackRate = SPEEDS[speed] ?? 1;
  }, [speed, address]);
  if (dead) return otherwise;
  const Media = file.kind as "audio" | "video";
  const shown = (
    <Media
      ref={(element: HTMLMediaElement | null) => void (media.current = element)}
      class="player"
      controls
      preload="metadata"
      playsInline
      src={address}
      aria-label={file.name}
      onError={() => setDead(!again())}
    />
  );
  if (file.kind === "video") return shown;
  return (
    <div class="heard">
      {shown}
      <p>
        <span>{file.seconds === undefined ? "" : clock(Math.round(file.seconds))}</span>
        <button class="text" type="button" onClick={() => setSpeed((speed + 1) % SPEEDS.length)}>
          {SPEEDS[speed]}×
        </button>
      </p>
    </div>
  );
}
