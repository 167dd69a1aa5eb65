/** Milliseconds that a server has for the next sign of life: to take a piece of what is sent, or to begin its answer. */
const PATIENCE = 30_000;

/** Node keeps what it has sent, all of it, for the case of a redirection, unless there can be none. */
const ONCE = { redirect: "error", window: null } as const;

/**
 * Like `fetch`, with what a streamed body needs, and an end where the server takes nothing more or does not answer. Without a streamed body it asks
 * once more where the connection broke: as a rule the server had just closed one that was idle.
 */
export const patientFetch: typeof fetch = async (input, init = {}) => {
  if (init.body instanceof ReadableStream) return await ask(input, init);
  return await ask(input, init).catch(() => ask(input, init));
};

const ask: typeof fetch = async (input, init = {}) => {
  const control = new AbortController();
  const late = () => control.abort(new Error("no answer within the time allowed"));
  let timer = setTimeout(late, PATIENCE);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(late, PATIENCE);
  };
  const { body } = init;
  const streamed = body instanceof ReadableStream ? { body: body.pipeThrough(noticing(alive)), duplex: "half" } : {};
  try {
    return await fetch(input, { ...init, ...streamed, ...ONCE, signal: control.signal });
  } finally {
    clearTimeout(timer);
  }
};

function noticing(notice: () => void): TransformStream {
  return new TransformStream({
    transform(chunk, controller) {
      notice();
      controller.enqueue(chunk);
    },
  });
}
