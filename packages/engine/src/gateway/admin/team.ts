import { MemberChange, NewLink, NewMember, PasswordChange, Setup, type SignedIn, SignIn } from "@parley/protocol";
import * as v from "valibot";
import { dropSession, keepSession } from "../session.ts";
import { type AdminParts, type Call, type Endpoints, read } from "./endpoint.ts";

const Offered = v.object({ token: v.pipe(v.string(), v.maxLength(200)) });

/** Signing in and out, and the team. */
export function teamEndpoints({ users, secure, onMember, onSessionEnd }: AdminParts) {
  async function signOut(token: string): Promise<void> {
    await users.signOut({ token: token.slice(0, 200) });
    onSessionEnd?.(token);
  }

  async function signedIn({ response, token }: Call, session: Awaited<ReturnType<typeof users.signIn>>) {
    if (token) await signOut(token);
    keepSession(response, secure, session);
    const { member, linkMadeAt } = session;
    return { ...member, ...(linkMadeAt !== undefined && { linkMadeAt }) } satisfies SignedIn;
  }

  return {
    "POST /setup/offer": async ({ body }) => users.setupOffer(read(Offered, body)),
    "POST /setup": async (call) => {
      const session = await users.setup({ ...read(Setup, call.body), address: call.source });
      // All that were open before ended with the old password.
      onMember?.(session.member);
      return signedIn(call, session);
    },
    "POST /session": async (call) =>
      signedIn(call, await users.signIn({ ...read(SignIn, call.body), address: call.source })),
    "GET /session": async ({ member }) => member,
    "DELETE /session": async ({ response, token = "" }) => {
      await signOut(token);
      dropSession(response, secure);
      return {};
    },
    "PUT /session/password": async ({ body, source, token = "", member }) => {
      await users.changePassword({ ...read(PasswordChange, body), token, address: source });
      // Only the console whose session is left can connect again.
      onMember?.(member);
      return {};
    },

    "GET /team": async () => users.team({}),
    "POST /team": async ({ body, source, member }) =>
      users.invite({ ...read(NewMember, body), by: member.id, address: source }),
    "POST /team/:id/invitation": async ({ params: { id = "" }, body, source, member }) =>
      users.renewInvitation({ ...read(NewLink, body ?? {}), memberId: id, by: member.id, address: source }),
    "PATCH /team/:id": async ({ params: { id = "" }, body, source, member }) => {
      const change = read(MemberChange, body);
      const changed = await users.changeMember({ ...change, memberId: id, by: member.id, address: source });
      onMember?.(changed);
      return changed;
    },
  } satisfies Partial<Endpoints>;
}
