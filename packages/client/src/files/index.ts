export { takeGiven } from "./given.ts";
export { roomOf, sizeIn } from "./size.ts";
export { createTickets } from "./tickets.ts";
export type { Ticket } from "./step.ts";
export type { Noted, Upload } from "./on-its-way.ts";
export { openUploads, type Uploads } from "./uploads.ts";
