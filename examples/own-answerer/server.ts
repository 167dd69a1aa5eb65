import { createEngine } from "@parley/engine";
import express from "express";
import { orders } from "./answerer.ts";

/** An engine that looks orders up in the shop's own system before it asks its model. */
const { ORDERS_URL = "", PORT = "8080", STORE = "./data" } = process.env;
if (!ORDERS_URL) throw new Error("ORDERS_URL says where orders are looked up.");

const find: Parameters<typeof orders>[0]["find"] = async (number, signal) => {
  const answer = await fetch(`${ORDERS_URL}/${number}`, { signal });
  return answer.ok ? ((await answer.json()) as Awaited<ReturnType<typeof find>>) : undefined;
};

const answerers = ["replies", orders({ find }), "intents", "articles"] as const;
const engine = await createEngine({ store: STORE, answerers });
const app = express();
app.use(engine.app);
const server = app.listen(Number(PORT), () => console.log(`The console is at ${engine.address()}/console/`));
engine.attach(server);

process.once("SIGTERM", () => void engine.close().then(() => server.close()));
