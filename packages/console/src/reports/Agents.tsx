import type { Report } from "@parley/protocol";
import { count } from "../language/format.ts";
import { Avatar } from "../ui/parts.tsx";
import { reportWords } from "./words.ts";
import { Table } from "../ui/Table.tsx";

/** What each agent did. */
export function Agents({ agents }: { agents: Report["agents"] }) {
  const words = reportWords();
  return (
    <section class="card">
      <h2>{words.agents}</h2>
      {agents.length === 0 ? (
        <p class="muted">{words.nothing}</p>
      ) : (
        <Table label={words.agents} heads={[words.agent, words.claimed, words.sent, words.agentRating]} words={1}>
          {agents.map(({ id, name, claimed, messages, rating }) => (
            <tr key={id}>
              <td class="who">
                <Avatar name={name} seed={id} /> {name}
              </td>
              <td class="number">{count(claimed)}</td>
              <td class="number">{count(messages)}</td>
              <td class="number">{rating ? rating.toFixed(1) : words.none}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
