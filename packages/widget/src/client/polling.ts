import { Socket } from "engine.io-client";
import type { Line, LineListener } from "./line.ts";

/** A line by long polling, for networks that let no WebSocket through. Loaded when it is needed. */
export function openPolling(address: string, { opened, received, closed }: LineListener): Line {
  const { origin, pathname } = new URL(address);
  const socket = new Socket(origin, { path: pathname, transports: ["polling"] });
  socket.on("open", opened);
  socket.on("message", received);
  socket.on("close", closed);
  return {
    send: (text) => void socket.send(text),
    close: () => {
      socket.off("close", closed);
      socket.off("message", received);
      socket.close();
    },
  };
}
