// The engine inside your own Express app: chat under /chat, the rest is yours.
import { createServer } from "node:http";
import { createEngine } from "@parley/engine";
import express from "express";

const port = Number(process.env["PORT"] ?? 3000);
const base = "/chat";
const engine = await createEngine({ base, store: process.env["DATA_DIR"] ?? "./data" });

const app = express();
app.use(base, engine.app);
app.get("/", (_request, response) => {
  response.send(`<h1>My app</h1><script async src="${base}/widget.js"></script>`);
});

const server = createServer(app);
engine.attach(server);
server.listen(port, () => {
  console.log(`http://localhost:${(server.address() as { port: number }).port}/`);
  // Until somebody has used it; keep it to yourself.
  void engine.ownerLink().then((link) => link && console.log(`Set the owner's password, once, here: ${link}`));
});
process.once("SIGTERM", () => void engine.close().then(() => process.exit(0)));
