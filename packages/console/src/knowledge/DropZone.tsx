import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../ui/Button.tsx";
import { exchangeWords } from "./exchange-words.ts";
import { droppedFiles, type Found } from "./files.ts";

/** Takes files that are chosen, or dropped anywhere on the page: a browser would leave the console for them. */
export function DropZone({ onFiles }: { onFiles: (found: readonly Found[]) => void }) {
  const words = exchangeWords();
  const input = useRef<HTMLInputElement>(null);
  const take = useRef(onFiles);
  take.current = onFiles;
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const listeners = {
      dragover: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      dragleave: (event: DragEvent) => {
        if (event.relatedTarget === null) setOver(false);
      },
      drop: (event: DragEvent) => {
        setOver(false);
        if (!event.dataTransfer || !hasFiles(event)) return;
        event.preventDefault();
        void droppedFiles(event.dataTransfer).then((found) => take.current(found));
      },
    };
    const each = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][];
    for (const [name, listener] of each) addEventListener(name, listener);
    return () => {
      for (const [name, listener] of each) removeEventListener(name, listener);
    };
  }, []);
  return (
    <div class={over ? "drop-zone over" : "drop-zone"}>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words.choose}
        onChange={(event) => {
          const chosen = Array.from(event.currentTarget.files ?? [], (file) => ({ file, path: file.name }));
          event.currentTarget.value = "";
          if (chosen.length > 0) onFiles(chosen);
        }}
      />
      <p>{over ? words.dropNow : words.drop}</p>
      <Button icon="upload" tone="primary" onClick={() => input.current?.click()}>
        {words.choose}
      </Button>
    </div>
  );
}
