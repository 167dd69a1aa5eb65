// A visitor's client that keeps every MUST of SPEC.md. `kept` is what outlives it: any object; in a browser, localStorage.
import { io } from "socket.io-client";

const AGAIN = ["tooMany", "internal", "unavailable", "overloaded"];
const NO_ANSWER = { ok: false, error: { code: "unavailable" } };
const pause = (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds));
const later = ({ retryAfter = 0 }, wait) => pause(retryAfter + Math.random() * wait);

export function createClient(url, { kept = {}, locale = "en", show = console.log } = {}) {
  const auth = (tell) => tell({ protocol: 1, ...(kept.token && { token: kept.token }) }); // V1, V5
  const socket = io(`${url}/visitor`, { auth, transports: ["websocket"], forceNew: true });
  const outbox = JSON.parse(kept.outbox ?? "[]");
  let last = 0; // the log is known up to this number
  let sending = false;

  const ask = (event, input) =>
    socket
      .timeout(10_000)
      .emitWithAck(event, input)
      .catch(() => NO_ANSWER); // R2
  const back = (wait) => void pause(wait, socket.disconnect()).then(() => socket.connect());

  function take({ events, head, reset }) {
    if (reset) last = (events[0]?.seq ?? 1) - 1; // M9: what was known is forgotten
    for (const event of events) {
      if (event.seq !== last + 1) continue; // M7
      last = event.seq;
      show(event);
    }
    if (last < head) void sync(); // M7, M8
  }
  async function sync() {
    const { ok, value } = await ask("sync", { after: last });
    if (ok) take(value);
  }
  async function hello() {
    const { ok, value, error } = await ask("hello", { locale, ...(last > 0 && { after: last }) });
    if (!ok) return void later(error, 5_000).then(() => socket.connected && hello());
    kept.token = value.token;
    take(value.page);
    await deliver();
  }
  async function deliver() {
    if (sending) return;
    sending = true;
    for (let wait = 500; socket.connected && outbox.length > 0;) {
      const { ok, error } = await ask("send", outbox[0]); // M11: in order, one at a time, kept until it is answered
      if (!ok && AGAIN.includes(error.code)) {
        await later(error, wait);
        wait = Math.min(wait * 2, 30_000);
        continue;
      }
      kept.outbox = JSON.stringify(outbox.slice(1));
      outbox.shift();
      wait = 500;
      if (!ok) show({ type: "refused", ...error });
    }
    sending = false;
  }

  socket.on("connect", () => void hello());
  socket.on("event", (event) => take({ events: [event], head: event.seq }));
  socket.on("drain", ({ in: wait }) => back(wait)); // D1
  socket.on("disconnect", (why) => why === "io server disconnect" && back(1_000));
  socket.on("connect_error", ({ data: { code, retryAfter = 0 } = {} }) => {
    if (code === "unauthorized" || code === "invalid") delete kept.token; // V5
    if (code && code !== "version" && code !== "forbidden") back(retryAfter + Math.random() * 1_000); // V2, V7
  });
  const timer = setInterval(() => void (socket.connected && sync()), 25_000); // M10

  return {
    send(text) {
      outbox.push({ id: crypto.randomUUID(), content: { type: "text", text } }); // R3
      kept.outbox = JSON.stringify(outbox);
      if (socket.connected) void deliver();
    },
    stop() {
      clearInterval(timer);
      socket.disconnect();
    },
  };
}
