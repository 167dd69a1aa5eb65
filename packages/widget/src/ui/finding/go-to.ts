/** How often the thread is taken to its beginning, which has older messages come, and milliseconds between. */
const TURNS = 60;
const PAUSE = 120;

/** Goes to a message of the thread, as one who scrolls up until it is there. Whether it came to be. */
export async function goTo(thread: HTMLElement, id: string): Promise<boolean> {
  for (let turn = 0; turn < TURNS && thread.isConnected; turn += 1) {
    const there = thread.querySelector<HTMLElement>(`[id="${id}"]`);
    if (there) {
      there.scrollIntoView({ block: "center" });
      return true;
    }
    thread.scrollTop = 0;
    thread.dispatchEvent(new Event("scroll"));
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return false;
}
