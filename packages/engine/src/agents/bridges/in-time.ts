/** Milliseconds in which houses are answered that wait for three seconds; the rest is for the way. */
const DEADLINE = 2_500;

/** Whether something is done before the house waits no more. It goes on where it is not; what it throws later is handed to `onError`. */
export async function inTime(
  work: Promise<unknown>,
  onError: (error: unknown) => void,
  deadline = DEADLINE,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), deadline);
  });
  const done = work.then(
    () => true,
    (error: unknown) => (onError(error), false),
  );
  const first = await Promise.race([done, late]);
  clearTimeout(timer);
  return first;
}
