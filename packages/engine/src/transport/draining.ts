interface Sockets {
  readonly sockets: ReadonlyMap<string, { emit(event: "drain", drain: { in: number }): unknown }>;
}

/** Milliseconds over which clients that are sent away come back: at least, and for each visitor. */
const SPREAD = { least: 2_000, each: 2 };

/** Tells all clients to come back a little later, not all at once (SPEC D1). Resolves when that is on its way. */
export async function sendAway(visitors: Sockets, agents: Sockets): Promise<void> {
  const spread = Math.max(SPREAD.least, visitors.sockets.size * SPREAD.each);
  for (const socket of [...visitors.sockets.values(), ...agents.sockets.values()]) {
    socket.emit("drain", { in: Math.round(Math.random() * spread) });
  }
  // What is written together leaves with the event loop's next turn; an engine with nothing else to do would end the connections before.
  await new Promise((resolve) => void setImmediate(resolve));
}
