import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { FileTexts } from "../../texts/files/file-texts.ts";
import type { Ui } from "../ui.ts";
import { CrossIcon, DownIcon } from "./FileIcon.tsx";
import { useAddress } from "./use-address.ts";

interface WholeProps {
  ui: Ui;
  words: FileTexts;
  file: { id: string; name: string };
  close: () => void;
}

/** A picture over all of the page. Focus stays in it until it is closed, and goes back to where it was. */
export function Whole({ ui, words, file, close }: WholeProps): VNode {
  const box = useRef<HTMLDivElement>(null);
  const [address, failed] = useAddress(ui, { file });
  const focused = () => (box.current?.getRootNode() as ShadowRoot | undefined)?.activeElement;
  useLayoutEffect(() => {
    const before = focused() as HTMLElement | null;
    box.current?.querySelector("button")?.focus();
    return () => before?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
    if (event.key !== "Tab") return;
    const all = [...(box.current?.querySelectorAll<HTMLElement>("a[href], button") ?? [])];
    const at = all.indexOf(focused() as HTMLElement);
    event.preventDefault();
    all[(at + (event.shiftKey ? all.length - 1 : 1)) % all.length]?.focus();
  };
  return (
    <div class="whole" ref={box} role="dialog" aria-modal="true" aria-label={file.name} onKeyDown={onKeyDown}>
      <div>
        <p dir="auto">{file.name}</p>
        <a
          class="plain"
          {...(address && { href: address })}
          download={file.name}
          target="_blank"
          rel="noopener"
          aria-label={`${words.download}: ${file.name}`}
        >
          <DownIcon />
        </a>
        <button class="plain" aria-label={words.close} onClick={close}>
          <CrossIcon />
        </button>
      </div>
      <img src={address} alt={file.name} onError={failed} onClick={close} />
    </div>
  );
}
