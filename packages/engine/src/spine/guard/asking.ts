import type { ClientRequest, IncomingMessage } from "node:http";
import { pipeline } from "node:stream/promises";
import { type Body, closeSource, piecesOf } from "./body.ts";
import type { Limits } from "./limits.ts";

/** Sends what is to be sent, and resolves to the answer as it begins. However it ends, where the body comes from is closed. */
export function answerOf(asked: ClientRequest, body: Body, limits: Limits): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    asked.on("response", (answer) => {
      limits.moved();
      // Whoever reads it hears of it.
      answer.on("error", () => {});
      // Who answers before all was sent wants no more of it.
      answer.once("end", () => void (asked.writableFinished || asked.destroy()));
      resolve(answer);
    });
    asked.on("error", reject).on("finish", limits.moved);
    asked.once("close", () => void closeSource(body).catch(() => {}));
    if (body) pipeline(piecesOf(body, limits.moved), asked).catch((error: Error) => void asked.destroy(error));
    else asked.end();
  });
}
