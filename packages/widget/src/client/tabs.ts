/**
 * Runs `run` while no other tab of the site runs anything under the same name. Without Web Locks (no secure context)
 * tabs run at once; whatever is done must bear that.
 */
export async function exclusively(name: string, run: () => Promise<void>): Promise<void> {
  const locks = typeof navigator === "undefined" ? undefined : (navigator as Partial<Navigator>).locks;
  if (!locks) return run();
  await locks.request(name, run);
}
