import { createEngine } from "@parley/engine";
import express from "express";
import { messenger } from "./channel.ts";

/** An engine whose people are reached by the widget, and by another house's messenger. */
const { SECRET = "", DELIVER_TO = "", PORT = "8080", STORE = "./data" } = process.env;
if (!SECRET || !DELIVER_TO) throw new Error("SECRET and DELIVER_TO say how the other house is reached.");

const engine = await createEngine({ store: STORE, channels: [messenger({ secret: SECRET, deliverTo: DELIVER_TO })] });
const app = express();
app.use(engine.app);
const server = app.listen(Number(PORT), () => console.log(`The console is at ${engine.address()}/console/`));
engine.attach(server);

process.once("SIGTERM", () => void engine.close().then(() => server.close()));
