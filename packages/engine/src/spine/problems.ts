export type Problems = ReturnType<typeof createProblems>;

/** Why something does not go, by its name. `onError` hears it once for as long as it is the same. */
export function createProblems(onError: (error: unknown) => void) {
  const known = new Map<string, string>();
  return {
    known: known as ReadonlyMap<string, string>,
    failed(name: string, error: unknown): void {
      const problem = error instanceof Error ? error.message : String(error);
      if (known.get(name) !== problem) onError(error);
      known.set(name, problem);
    },
    over: (name: string) => void known.delete(name),
  };
}
