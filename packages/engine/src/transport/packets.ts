import { Decoder, Encoder, type Packet, PacketType } from "socket.io-parser";

/**
 * How Socket.IO's packets are written: as its own encoder does, but what goes to the visitor and to consoles is put into
 * words once for both, and nobody looks through it for binary data, of which the engine sends none.
 */
class TextEncoder extends Encoder {
  private last: { event: unknown; json: string } = { event: undefined, json: "" };

  override encode({ type, nsp, id, data }: Packet): string[] {
    const head = `${type}${nsp === "/" ? "" : `${nsp},`}${id ?? ""}`;
    if (data === undefined) return [head];
    const isEvent = type === PacketType.EVENT && id === undefined && data.length === 2 && data[0] === "event";
    return [head + (isEvent ? `["event",${this.json(data[1])}]` : JSON.stringify(data))];
  }

  /** Events of a log never change, and one is sent to all before the next. */
  private json(event: unknown): string {
    if (event !== this.last.event) this.last = { event, json: JSON.stringify(event) };
    return this.last.json;
  }
}

export const parser = { Encoder: TextEncoder, Decoder };
