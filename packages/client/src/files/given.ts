/** Who moves to a child leaves nothing, who stays is heard of several times a second: after this long files are elsewhere. Milliseconds. */
const ELSEWHERE = 500;

/**
 * Takes files that are dropped on a place or pasted in it, so that the browser does not open them. `over` hears whether some are held over it.
 * Answers how to stop.
 */
export function takeGiven(
  place: HTMLElement | null | undefined,
  add: (files: FileList) => void,
  over: (is: boolean) => void,
): () => void {
  let leaving: ReturnType<typeof setTimeout>;
  const take = (event: Event, data: DataTransfer | null) => {
    if (!data?.types.includes("Files")) return;
    event.preventDefault();
    clearTimeout(leaving);
    over(event.type === "dragover");
    leaving = setTimeout(over, ELSEWHERE, false);
    add(data.files);
  };
  const held = (event: DragEvent) => take(event, event.dataTransfer);
  const pasted = (event: ClipboardEvent) => {
    if (!isPictureOfWords(event.clipboardData)) take(event, event.clipboardData);
  };
  place?.addEventListener("dragover", held);
  place?.addEventListener("drop", held);
  place?.addEventListener("paste", pasted);
  return () => {
    clearTimeout(leaving);
    over(false);
    place?.removeEventListener("dragover", held);
    place?.removeEventListener("drop", held);
    place?.removeEventListener("paste", pasted);
  };
}

/** Office programs add a picture of the words they copy; file managers add a file's name to it. */
function isPictureOfWords(data: DataTransfer | null): boolean {
  const types = data?.types ?? [];
  return types.includes("text/plain") && (types.includes("text/html") || types.includes("text/rtf"));
}
