import { useEffect } from "preact/hooks";
import { toast } from "../ui/toast.ts";
import { shellWords } from "./words.ts";

/**
 * Keeps the browser from leaving the console for a file that is dropped on it, and says where one can be sent, also of one
 * that is pasted. What takes files itself prevents the default of `dragover` and `drop`.
 */
export function useStrayFiles(): void {
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.defaultPrevented || !hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
    };
    const refuse = (event: Event, data: DataTransfer | null) => {
      if (event.defaultPrevented || !hasFiles(data)) return;
      event.preventDefault();
      toast(shellWords().noFiles);
    };
    const drop = (event: DragEvent) => refuse(event, event.dataTransfer);
    const paste = (event: ClipboardEvent) => {
      // Office programs add a picture of the words they copy.
      if (!event.clipboardData?.types.includes("text/plain")) refuse(event, event.clipboardData);
    };
    addEventListener("dragover", over);
    addEventListener("drop", drop);
    addEventListener("paste", paste);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("drop", drop);
      removeEventListener("paste", paste);
    };
  }, []);
}

function hasFiles(data: DataTransfer | null): boolean {
  return data?.types.includes("Files") ?? false;
}
