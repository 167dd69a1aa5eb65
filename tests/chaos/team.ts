const PASSWORD = "correct horse battery";

/** An agent, and what proves it. */
export interface Member {
  id: string;
  cookie: string;
}

/** Makes the owner with the link that a new engine gives, and so many agents. Resolves to who they are. */
export async function signUp(url: string, token: string, agents: number): Promise<Member[]> {
  let cookie = "";
  async function post(path: string, body: object, as = ""): Promise<Record<string, unknown>> {
    const response = await fetch(`${url}/api${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: url, cookie: as },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    return (await response.json()) as Record<string, unknown>;
  }
  await post("/setup", { token, name: "Olivia Owner", email: "owner@example.com", password: PASSWORD });
  const owner = cookie;
  const members: Member[] = [];
  for (let index = 0; index < agents; index++) {
    const invited = { name: `Agent ${index}`, email: `agent${index}@example.com`, role: "agent" };
    const { setupToken } = await post("/team", invited, owner);
    const { id } = await post("/setup", { token: setupToken, password: PASSWORD });
    members.push({ id: String(id), cookie });
  }
  return members;
}
