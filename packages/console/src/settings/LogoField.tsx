import { useRef, useState } from "preact/hooks";
import { base64 } from "../ui/base64.ts";
import { Button } from "../ui/Button.tsx";
import { looksWords } from "./looks-words.ts";
import { settingsWords } from "./words.ts";

interface LogoProps {
  value: string | undefined;
  error: string | undefined;
  onChange: (logo: string | undefined) => void;
}

/** The picture of an inbox, as an address of itself; of any picture that the browser can read a small one is made. */
export function LogoField({ value, error, onChange }: LogoProps) {
  const words = looksWords();
  const input = useRef<HTMLInputElement>(null);
  const [unread, setUnread] = useState(false);
  const take = async (file: File) => {
    try {
      onChange(await small(file));
      setUnread(false);
    } catch {
      setUnread(true);
    }
  };
  const problem = unread ? words.noPicture : error;
  return (
    <div class="field">
      <span class="field-label">{words.logo}</span>
      <div class="actions">
        {value && <img class="settings-logo" src={value} alt={words.logo} />}
        <input
          ref={input}
          type="file"
          accept="image/*"
          hidden
          aria-label={words.logo}
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file) void take(file).then(() => (currentTarget.value = ""));
          }}
        />
        <Button icon="upload" onClick={() => input.current?.click()}>
          {words.choosePicture}
        </Button>
        {value && (
          <Button icon="trash" tone="quiet" label={settingsWords().remove} onClick={() => onChange(undefined)} />
        )}
      </div>
      <div class="hint">{words.logoHint}</div>
      {problem && (
        <div class="error" role="alert">
          {problem}
        </div>
      )}
    </div>
  );
}

/** Pixels of its side: twice what the launcher shows, and few enough for what an inbox may have. */
const SIDE = 88;

/** The whole picture in a small square. Throws where it is none. */
async function small(file: File): Promise<string> {
  const picture = new Image();
  picture.src = `data:${file.type};base64,${await base64(file)}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  // A drawing may say none of its sizes.
  const [width, height] = [picture.width || SIDE, picture.height || SIDE];
  const scale = SIDE / Math.max(width, height);
  const [wide, high] = [width * scale, height * scale];
  canvas.getContext("2d")?.drawImage(picture, (SIDE - wide) / 2, (SIDE - high) / 2, wide, high);
  return canvas.toDataURL("image/png");
}
