import type { Availability } from "@parley/protocol";
import { deskWords } from "../desk/words.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Avatar } from "../ui/parts.tsx";
import { Segments } from "../ui/Select.tsx";
import { attempt } from "../ui/toast.ts";
import { inboxWords } from "./words.ts";

/** Whether one takes conversations, and who else is here. */
export function Presence() {
  const desk = useDesk();
  const words = inboxWords();
  const presence = desk.inbox.presence.value;
  const mine = presence.find(({ agent }) => agent.id === desk.me.id)?.availability ?? "available";
  const others = presence.filter(({ agent }) => agent.id !== desk.me.id);
  return (
    <div class="presence">
      <Segments<Availability>
        label={words.availability}
        value={mine}
        options={[
          { value: "available", label: deskWords().availability.available },
          { value: "away", label: deskWords().availability.away },
        ]}
        onChange={(next) => attempt(() => desk.setAvailability(next))}
      />
      <ul class="colleagues" aria-label={others.length ? words.colleagues(others.length) : words.alone}>
        {others.slice(0, 6).map(({ agent, availability, conversations, capacity }) => (
          <li
            key={agent.id}
            title={`${agent.name} · ${deskWords().availability[availability]} · ${deskWords().load(conversations, capacity)}`}
          >
            <Avatar name={agent.name} seed={agent.id} online={availability === "available"} />
            <span class="said">
              {agent.name}, {deskWords().availability[availability]}, {deskWords().load(conversations, capacity)}
            </span>
          </li>
        ))}
        {others.length > 6 && <li class="muted">+{others.length - 6}</li>}
      </ul>
    </div>
  );
}
