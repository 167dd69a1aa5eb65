import { openUsers } from "../users.test.kit.ts";

export const AMY = { id: "amy", name: "Amy" };

/** A users service, with short words for what tests of contacts do all the time. */
export async function openContacts() {
  const all = await openUsers();
  const { users } = all;
  const visitor = async (name?: string) => {
    const { id } = (await users.createVisitor({ locale: "en" })).visitor;
    if (name === undefined) await users.meet({ visitorId: id });
    else await users.updateVisitor({ visitorId: id, profile: { name } });
    return id;
  };
  const proven = async (userId: string) => {
    const id = await visitor(`user ${userId}`);
    await users.verifyVisitor({ visitorId: id, userId });
    return id;
  };
  const contact = async (id: string) => await users.contact({ id });
  const visitorsOf = async (id: string) => (await contact(id)).identities.map(({ visitorId }) => visitorId).toSorted();
  return { ...all, visitor, proven, contact, visitorsOf };
}
export type Opened = Awaited<ReturnType<typeof openContacts>>;
