import { useEffect } from "preact/hooks";
import { toast } from "../ui/toast.ts";
import { shellWords } from "./words.ts";

const GIVEN = ["dragover", "drop", "paste"] as const;
/** Office programs add a picture of the words they copy; file managers add a name. */
const OFFICE = ["text/plain", "text/html"];

/**
 * Keeps the browser from leaving the console for a file that is dropped on it, and says where one can be sent, also of one
 * that is pasted. What takes files itself prevents the default of `dragover` and `drop`.
 */
export function useStrayFiles(): void {
  useEffect(() => {
    const stray = (event: DragEvent | ClipboardEvent) => {
      const data = "dataTransfer" in event ? event.dataTransfer : event.clipboardData;
      const types: readonly string[] = data?.types ?? [];
      if (event.defaultPrevented || !types.includes("Files")) return;
      if (event.type === "paste" && OFFICE.every((type) => types.includes(type))) return;
      event.preventDefault();
      if (event.type === "dragover" && data) data.dropEffect = "none";
      else toast(shellWords().noFiles);
    };
    for (const type of GIVEN) addEventListener(type, stray);
    return () => {
      for (const type of GIVEN) removeEventListener(type, stray);
    };
  }, []);
}
