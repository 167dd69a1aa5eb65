import { MemberChange, NewLink, NewMember, PasswordChange, Setup, type SignedIn, SignIn } from "@parley/protocol";
import * as v from "valibot";
import { requireInboxes } from "./known-inboxes.ts";
import { dropSession, keepSession } from "./session.ts";
import { type ApiParts, type Call, Digits, type Endpoints, read } from "./endpoint.ts";

const Offered = v.object({ token: v.pipe(v.string(), v.maxLength(200)) });

const Trail = v.object({
  before: v.optional(Digits),
  limit: v.optional(v.pipe(Digits, v.minValue(1), v.maxValue(500)), "100"),
});

/** Signing in and out, the team, and who did what. */
export function teamEndpoints({ users, dialog, onMember, onSessionEnd }: ApiParts) {
  async function signOut(token: string, address: string): Promise<void> {
    await users.signOut({ token: token.slice(0, 200), address });
    onSessionEnd?.(token);
  }

  async function signedIn(
    { response, token, source, secure }: Call,
    session: Awaited<ReturnType<typeof users.signIn>>,
  ) {
    if (token) await signOut(token, source);
    keepSession(response, secure, session);
    const { member, linkMadeAt } = session;
    return { ...member, ...(linkMadeAt !== undefined && { linkMadeAt }) } satisfies SignedIn;
  }

  return {
    "POST /setup/offer": async ({ body }) => users.setupOffer(read(Offered, body)),
    "POST /setup": async (call) => {
      const session = await users.setup({ ...read(Setup, call.body), address: call.source });
      // All that were open before ended with the old password. Other nodes hear of it a moment later, when a new one may be open already.
      if (session.again) onMember?.(session.member);
      return signedIn(call, session);
    },
    "POST /session": async (call) =>
      signedIn(call, await users.signIn({ ...read(SignIn, call.body), address: call.source })),
    "GET /session": async ({ member }) => member,
    "DELETE /session": async ({ response, source, secure, token = "" }) => {
      await signOut(token, source);
      dropSession(response, secure);
      return {};
    },
    "PUT /session/password": async ({ body, source, token = "", member }) => {
      await users.changePassword({ ...read(PasswordChange, body), token, address: source });
      // Only the console whose session is left can connect again.
      onMember?.(member);
      return {};
    },

    "GET /audit": async ({ query }) => users.audit(read(Trail, query)),

    "GET /team": async () => users.team({}),
    "POST /team": async ({ body, source, member }) => {
      const invited = read(NewMember, body);
      await requireInboxes(dialog, invited.inboxes);
      return users.invite({ ...invited, by: member.id, address: source });
    },
    "POST /team/:id/invitation": async ({ params: { id = "" }, body, source, member }) =>
      users.renewInvitation({ ...read(NewLink, body ?? {}), memberId: id, by: member.id, address: source }),
    "PATCH /team/:id": async ({ params: { id = "" }, body, source, member }) => {
      const change = read(MemberChange, body);
      await requireInboxes(dialog, change.inboxes);
      const changed = await users.changeMember({ ...change, memberId: id, by: member.id, address: source });
      onMember?.(changed);
      return changed;
    },
  } satisfies Partial<Endpoints>;
}
