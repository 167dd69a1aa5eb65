import { roomOf, sizeIn } from "@parley/client/files";
import type { FileContent } from "@parley/protocol";
import type { VNode } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { ChatMessage } from "../../client/messages.ts";
import type { FileTexts } from "../../texts/files/file-texts.ts";
import { fileStyles } from "../styles/files.ts";
import type { Ui } from "../ui.ts";
import { FileIcon } from "./FileIcon.tsx";
import { useAddress } from "./use-address.ts";
import { useLate } from "../use-late.ts";
import { useFileTexts } from "./use-file-texts.ts";
import { Whole } from "./Whole.tsx";

/** The most room that a picture takes in the thread: its width and height in pixels. */
const ROOM = [220, 260] as const;

interface ShownProps {
  ui: Ui;
  words: FileTexts;
  file: FileContent["file"];
}

/** A file that somebody has sent: a picture, something to play, or a name to download. */
export function Shown({ ui, message }: { ui: Ui; message: Pick<ChatMessage, "content"> }): VNode {
  const { file } = message.content as FileContent;
  const words = useFileTexts(ui);
  useLayoutEffect(() => ui.addStyles(fileStyles), []);
  if (!words) return <div class="bubble">{file.name}</div>;
  const props: ShownProps = { ui, words, file };
  if (file.preview && file.width && file.height) return <Picture {...props} />;
  if (file.kind === "audio" || file.kind === "video") return <Media {...props} />;
  return <Document {...props} />;
}

function Picture({ ui, words, file }: ShownProps): VNode {
  const { name, width = ROOM[0], height = ROOM[1] } = file;
  const [whole, setWhole] = useState(false);
  const [address, failed] = useAddress(ui, { file, preview: true });
  return (
    <>
      <button
        class="picture"
        aria-label={`${words.view}: ${name}`}
        aria-haspopup="dialog"
        onClick={() => setWhole(true)}
      >
        <img src={address} alt="" {...roomOf(width, height, ROOM)} onError={failed} />
      </button>
      {whole && <Whole ui={ui} words={words} file={file} close={() => setWhole(false)} />}
    </>
  );
}

function Media({ ui, file, ...props }: ShownProps): VNode {
  const late = useLate(true, () => import("../tools/Player.tsx"));
  const document = <Document ui={ui} file={file} {...props} />;
  return late ? <late.Player ui={ui} file={file} otherwise={document} /> : document;
}

function Document({ ui, words, file: { id, name, bytes } }: ShownProps): VNode {
  const [address] = useAddress(ui, { file: { id, name }, lasting: true });
  return (
    <a
      class="bubble file"
      dir="auto"
      {...(address && { href: address })}
      download={name}
      target="_blank"
      rel="noopener"
      aria-label={`${words.download}: ${name}`}
    >
      <FileIcon />
      <span>
        <b>{name}</b>
        {bytes !== undefined && <small>{sizeIn(ui.texts.spoken, bytes)}</small>}
      </span>
    </a>
  );
}
