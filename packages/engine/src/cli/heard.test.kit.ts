import { afterEach, beforeEach, vi } from "vitest";

/** Hears what commands print during each test of a file, instead of the terminal. */
export function useTerminal(): { said: string } {
  const terminal = { said: "" };
  beforeEach(() => {
    terminal.said = "";
    const hear = (text: unknown) => ((terminal.said += `${String(text)}\n`), true);
    vi.spyOn(console, "log").mockImplementation(hear);
    vi.spyOn(process.stderr, "write").mockImplementation(hear);
    vi.spyOn(process.stdout, "write").mockImplementation(hear);
  });
  afterEach(() => void vi.restoreAllMocks());
  return terminal;
}
