import { ChatError, may } from "@parley/protocol";
import { type ApiParts, type Endpoints } from "./endpoint.ts";

/** Who members are in other houses from which they answer (`agents/bridges`). */
export function bridgeEndpoints({ users }: ApiParts) {
  const sees = ({ id, role }: Parameters<Endpoints["GET /bridges/links"]>[0]["member"]) =>
    may(role, "admin") ? {} : { memberId: id };

  return {
    "POST /bridges/code": async ({ member }) => users.makeBridgeCode({ memberId: member.id }),
    "GET /bridges/links": async ({ member }) => users.bridgeLinks(sees(member)),
    "DELETE /bridges/links/:id": async ({ params: { id = "" }, member }) => {
      const { ended } = await users.unlinkBridge({ id, ...sees(member), by: member.id });
      if (!ended) throw new ChatError("notFound", "There is no such link.");
      return {};
    },
  } satisfies Partial<Endpoints>;
}
