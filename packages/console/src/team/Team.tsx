import type { Invitation, Member, MemberChange, NewLink } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change, read } from "../api.ts";
import { useDesk } from "../desk/use-desk.ts";
import { type Loader, useLoader } from "../live/load.ts";
import { Fetched, PageHead } from "../ui/parts.tsx";
import { attempt } from "../ui/toast.ts";
import { InviteButton } from "./InviteButton.tsx";
import { LinkDialog } from "./LinkDialog.tsx";
import { MemberRow } from "./MemberRow.tsx";
import { ProofDialog, type ProofDialogProps } from "../ui/ProofDialog.tsx";
import { useSites } from "./use-sites.ts";
import { teamWords } from "./words.ts";
import { Table } from "../ui/Table.tsx";

/** Who works here, and with which role. */
export function Team() {
  const words = teamWords();
  const loader = useLoader(() => read<Member[]>("team"));
  const [invitation, setInvitation] = useState<Invitation>();
  return (
    <div class="team page">
      <PageHead title={words.title}>
        <InviteButton reload={loader.reload} />
      </PageHead>
      <Fetched from={loader}>
        {(members) => <Members members={members} loader={loader} onLink={setInvitation} />}
      </Fetched>
      {invitation && <LinkDialog invitation={invitation} onClose={() => setInvitation(undefined)} />}
    </div>
  );
}

interface MembersProps {
  members: readonly Member[];
  loader: Loader<Member[]>;
  onLink: (invitation: Invitation) => void;
}

function Members({ members, loader, onLink }: MembersProps) {
  const { me } = useDesk();
  const inboxes = useSites();
  const words = teamWords();
  const [proving, setProving] = useState<Omit<ProofDialogProps, "onClose">>();
  const send = async (id: string, what: MemberChange) => {
    const changed = await change<Member>("PATCH", `team/${encodeURIComponent(id)}`, what);
    loader.set(members.map((member) => (member.id === id ? changed : member)));
  };
  const makeLink = async (id: string, proof: NewLink) =>
    onLink(await change<Invitation>("POST", `team/${encodeURIComponent(id)}/invitation`, proof));
  const update = ({ id, name }: Member, what: MemberChange) => {
    if (what.role !== "admin") return void attempt(() => send(id, what));
    const onProven = (current: string) => send(id, { ...what, current });
    setProving({ title: words.makeAdmin(name), action: words.makeAdminAction, onProven });
  };
  const link = ({ id, name, role }: Member) => {
    if (role !== "admin") return void attempt(() => makeLink(id, {}));
    setProving({
      title: words.linkFor(name),
      action: words.makeLink,
      onProven: (current) => makeLink(id, { current }),
    });
  };
  return (
    <>
      <Table
        card
        label={words.title}
        heads={[
          words.name,
          words.role,
          ...(inboxes.length > 1 ? [words.inboxes] : []),
          words.lastSeen,
          <span key="said" class="said">
            {words.actions}
          </span>,
        ]}
      >
        {members.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            self={member.id === me.id}
            inboxes={inboxes}
            onUpdate={update}
            onLink={link}
          />
        ))}
      </Table>
      {proving && <ProofDialog {...proving} onClose={() => setProving(undefined)} />}
    </>
  );
}
