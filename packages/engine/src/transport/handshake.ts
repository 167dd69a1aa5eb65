import { ChatError, SUPPORTED_VERSIONS, Version } from "@parley/protocol";
import type { Socket } from "socket.io";
import * as v from "valibot";

/** What who connects said of themselves, held to its schema; throws `version` if they speak another protocol, else `invalid`. */
export function authOf<S extends v.GenericSchema<unknown, { protocol: number }>>(
  schema: S,
  socket: Socket,
): v.InferOutput<S> {
  const auth = v.safeParse(schema, socket.handshake.auth);
  if (auth.success && SUPPORTED_VERSIONS.includes(auth.output.protocol)) return auth.output;
  const spoken = v.safeParse(v.object({ protocol: Version }), socket.handshake.auth);
  if (spoken.success && SUPPORTED_VERSIONS.includes(spoken.output.protocol)) {
    throw new ChatError("invalid", "The auth object is not as the protocol says.");
  }
  throw new ChatError("version", `This engine speaks protocol ${SUPPORTED_VERSIONS.join(", ")}.`, {
    details: { supported: SUPPORTED_VERSIONS },
  });
}
