import { createServer } from "node:http";
import { createEngine } from "@parley/engine";
import { http } from "./http.mjs";
import { line } from "./line.mjs";
import { instagram, messenger, whatsapp } from "./meta.mjs";
import { openPeople } from "./people.mjs";
import { phone } from "./phone.mjs";
import { sms } from "./sms.mjs";
import { telegram } from "./telegram.mjs";
import { wechat } from "./wechat.mjs";
import { wecomKf } from "./wecom-kf.mjs";
import { weibo } from "./weibo.mjs";

const { PORT = "8080", PEOPLE_PORT = "8090", DATA_DIR = "./data/demo-channels" } = process.env;
const HOST = "127.0.0.1";

const server = createServer();
await new Promise((resolve) => server.listen(Number(PORT), HOST, resolve));
const publicUrl = `http://${HOST}:${server.address().port}`;
const people = await openPeople(
  [wechat, wecomKf, weibo, telegram, whatsapp, messenger, instagram, line, sms, phone, http],
  Number(PEOPLE_PORT),
  publicUrl,
);

const engine = await createEngine({
  store: DATA_DIR,
  publicUrl,
  demo: true,
  logLevel: "warn",
  // The platforms are on this machine, where channels may not call otherwise.
  channelHosts: [new URL(people.url).host],
});
server.on("request", engine.app);
engine.attach(server);
for (const { inbox, name } of people.platforms)
  await engine.services.dialog.putInbox({ ...inbox, id: inbox.channel, name, enabled: true });

console.log(`\nPeople on every channel:  ${people.url}/`);
console.log(`The console:              ${publicUrl}/console/`);
const link = await engine.ownerLink();
if (link) console.log(`Set the owner's password: ${link}`);
console.log("\nThe bot answers when it has been trained: a few minutes at the first start.");
await engine.ready();
console.log("The bot answers.");

async function stop() {
  people.close();
  await engine.close();
  server.closeAllConnections();
  server.close();
}
process.once("SIGINT", () => void stop()).once("SIGTERM", () => void stop());
