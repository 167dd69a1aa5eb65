import { roomOf, sizeIn } from "@parley/client/files";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { language } from "../language/language.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Sheet } from "./Sheet.tsx";
import { fileTexts } from "./texts.ts";
import { type InConversation, useAddress } from "./use-address.ts";

/** The most room that a picture takes in a thread: its width and height in pixels. */
const ROOM = [300, 280] as const;

/** A file that somebody has sent: a picture, something to play, or a name to download. */
export function Shown(props: InConversation) {
  const { kind, preview, width, height } = props.file;
  if (preview && width && height) return <Picture {...props} width={width} height={height} />;
  if (kind === "audio" || kind === "video") return <Player {...props} />;
  return <Document {...props} />;
}

function Picture({ width, height, ...props }: InConversation & { width: number; height: number }) {
  const { name } = props.file;
  const [whole, setWhole] = useState(false);
  const [address, failed] = useAddress(props, { preview: true });
  return (
    <>
      <button class="picture" aria-label={`${fileTexts().view}: ${name}`} onClick={() => setWhole(true)}>
        <img src={address} alt="" {...roomOf(width, height, ROOM)} onError={failed} />
      </button>
      {whole && (
        <Dialog title={name} onClose={() => setWhole(false)} wide>
          <Whole {...props} />
        </Dialog>
      )}
    </>
  );
}

function Whole(props: InConversation) {
  const [address, failed] = useAddress(props);
  const { name, width, height } = props.file;
  return (
    <div class="whole-picture">
      <img src={address} alt={name} width={width} height={height} onError={failed} />
      <a class="button" {...(address && { href: address })} download={name} target="_blank" rel="noopener">
        <Icon name="download" /> <span>{fileTexts().download}</span>
      </a>
    </div>
  );
}

/** What the browser cannot play can be downloaded. */
function Player(props: InConversation) {
  const [address, again] = useAddress(props);
  const [dead, setDead] = useState(false);
  if (dead) return <Document {...props} />;
  const { kind, name } = props.file;
  if (kind === "audio") return <Heard {...props} address={address} failed={() => setDead(!again())} />;
  return (
    <video
      class="player"
      controls
      preload="metadata"
      playsInline
      src={address}
      aria-label={name}
      onError={() => setDead(!again())}
    />
  );
}

const SPEEDS = [1, 1.5, 2] as const;

/** What is heard, also faster. */
function Heard({ file, address, failed }: InConversation & { address: string | undefined; failed: () => void }) {
  const [speed, setSpeed] = useState(0);
  const audio = useRef<HTMLAudioElement>(null);
  useLayoutEffect(() => {
    if (audio.current) audio.current.playbackRate = SPEEDS[speed] ?? 1;
  }, [speed, address]);
  const seconds = Math.round(file.seconds ?? 0);
  const long = seconds > 0 && `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <div class="listened">
      <audio
        class="player"
        controls
        preload="metadata"
        src={address}
        aria-label={file.name}
        ref={audio}
        onError={failed}
      />
      <p>
        <span>{long}</span>
        <button type="button" class="button" onClick={() => setSpeed((speed + 1) % SPEEDS.length)}>
          {SPEEDS[speed]}×
        </button>
      </p>
    </div>
  );
}

/** A name to download. */
export function Document(props: InConversation) {
  const { name, bytes } = props.file;
  const [address] = useAddress(props, { lasting: true });
  return (
    <a
      class="document"
      {...(address && { href: address })}
      download={name}
      target="_blank"
      rel="noopener"
      aria-label={`${fileTexts().download}: ${name}`}
    >
      <Sheet />
      <span>
        <b dir="auto">{name}</b>
        <small>{sizeIn(language.value, bytes)}</small>
      </span>
    </a>
  );
}
