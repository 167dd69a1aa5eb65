import { useEffect } from "preact/hooks";
import { demand } from "../inbox/groups.ts";
import { lookForOverdue, overdue } from "../desk/overdue.ts";
import { href } from "../route.ts";
import { Icon } from "../ui/Icon.tsx";
import { Avatar } from "../ui/parts.tsx";
import { sectionsFor } from "./sections.ts";
import { useDesk } from "../desk/use-desk.ts";
import { shellWords } from "./words.ts";

interface NavigationProps {
  /** The name of the one that is on screen. */
  section: string;
  onOpen: (window: "keyboard" | "palette" | "preferences") => void;
}

/** The sections, and who one is. */
export function Navigation({ section, onOpen }: NavigationProps) {
  const { me } = useDesk();
  const words = shellWords();
  return (
    <nav class="navigation" aria-label={words.sections}>
      <span class="brand" aria-hidden="true">
        <svg width="24" height="24" viewBox="0 0 32 32">
          <rect class="brand-tile" width="32" height="32" rx="8" />
          <path
            class="brand-mark"
            d="M8 9.5h16a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5H15l-5 4v-4H8A1.5 1.5 0 0 1 6.5 19v-8A1.5 1.5 0 0 1 8 9.5z"
          />
        </svg>
        <b>Parley</b>
      </span>
      <ul>
        {sectionsFor(me.role).map(({ name, icon, key, title }) => (
          <li key={name}>
            <a href={href(name)} aria-current={name === section ? "page" : undefined} title={`${title()} [g ${key}]`}>
              <Icon name={icon} size={18} />
              <span>{title()}</span>
              {name === "inbox" && <Demand />}
              {name === "tasks" && <Overdue />}
            </a>
          </li>
        ))}
      </ul>
      <div class="nav-foot">
        <button type="button" class="nav-button" onClick={() => onOpen("keyboard")} title={`${words.keyboard} [?]`}>
          <Icon name="help" size={18} />
          <span>{words.keyboard}</span>
        </button>
        <button type="button" class="nav-button" onClick={() => onOpen("palette")} title={`${words.commands} [Ctrl+K]`}>
          <Icon name="right" size={18} />
          <span>{words.commands}</span>
        </button>
        <button type="button" class="nav-button" onClick={() => onOpen("preferences")} title={words.preferences}>
          <Avatar name={me.name} seed={me.id} />
          <span class="nav-name">
            {me.name}
            <span class="said">: {words.preferences}</span>
          </span>
        </button>
      </div>
    </nav>
  );
}

/** Milliseconds between two looks. */
const EVERY = 60_000;

/** How many tasks that one has to do are overdue. */
function Overdue() {
  const { inbox, live } = useDesk();
  const look = () => void (live.status.peek().status === "online" && lookForOverdue());
  // Who is told of something may have been told of a task.
  useEffect(look, [live.status.value.status, inbox.mentions.value]);
  useEffect(() => {
    const timer = setInterval(look, EVERY);
    return () => clearInterval(timer);
  }, []);
  return overdue.value ? (
    <b class="demand">
      {overdue.value}
      <span class="said"> {shellWords().overdue}</span>
    </b>
  ) : null;
}

/** How many conversations want someone. */
function Demand() {
  const { inbox, me, seen } = useDesk();
  const { total } = demand(inbox.items.value.values(), me.id, seen.upTo.value);
  return total ? <b class="demand">{total}</b> : null;
}
