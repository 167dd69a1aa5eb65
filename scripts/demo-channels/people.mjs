import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** Times that something is handed to the engine, and milliseconds in between: it looks for new accounts once a second. */
const ATTEMPTS = 40;
const AGAIN = 500;

/**
 * The platforms, each under its own path, and a page on which one types as the person of each. A platform is a function of what it needs
 * (`api`: its own address; `hook`: the engine's; `show`: what the person sees; `call`: a request to the engine, again until it is taken).
 */
export async function openPeople(makers, port, engine) {
  const page = await readFile(new URL("page.html", import.meta.url));
  const said = [];
  const watching = new Set();
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => void response.writeHead(500).end(String(error)));
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;

  function show(what) {
    said.push(what);
    for (const response of watching) response.write(`data: ${JSON.stringify(what)}\n\n`);
  }

  async function call(address, init) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const answered = await fetch(address, init).catch(() => undefined);
      if (answered?.ok) return answered;
      await wait(AGAIN);
    }
    throw new Error(`The engine does not take it: ${address}`);
  }

  const platforms = makers.map((make) => {
    const channel = make.name;
    return make({
      api: `${url}/${channel}`,
      hook: `${engine}/channels/${channel}/`,
      show: (text, choices = []) => show({ channel, by: "us", text, choices }),
      call,
    });
  });
  const platformOf = (channel) => platforms.find(({ inbox }) => inbox.channel === channel);

  async function answer(request, response) {
    const { pathname } = new URL(request.url, url);
    if (pathname === "/") return void response.setHeader("content-type", "text/html; charset=utf-8").end(page);
    if (pathname === "/events") return watch(response);
    const body = Buffer.concat(await request.toArray());
    if (pathname === "/say") return void (await say(JSON.parse(body.toString()), response));
    const [, channel, ...rest] = pathname.split("/");
    const told = platformOf(channel)?.take(rest.join("/"), body, request);
    response.writeHead(told ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(told ?? {}));
  }

  function watch(response) {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const names = platforms.map(({ name, inbox: { channel } }) => ({ channel, name }));
    response.write(`event: platforms\ndata: ${JSON.stringify(names)}\n\n`);
    for (const what of said) response.write(`data: ${JSON.stringify(what)}\n\n`);
    watching.add(response);
    response.on("close", () => watching.delete(response));
  }

  async function say({ channel, text, value }, response) {
    show({ channel, by: "them", text, choices: [] });
    await platformOf(channel)?.write(text, value);
    response.writeHead(204).end();
  }

  return {
    url,
    platforms,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
