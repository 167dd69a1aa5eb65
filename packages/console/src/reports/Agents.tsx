import type { Report } from "@parley/protocol";
import { count } from "../language/format.ts";
import { Avatar } from "../ui/parts.tsx";
import { reportWords } from "./words.ts";

/** What each agent did. */
export function Agents({ agents }: { agents: Report["agents"] }) {
  const words = reportWords();
  return (
    <section class="card">
      <h2>{words.agents}</h2>
      {agents.length === 0 ? (
        <p class="muted">{words.nothing}</p>
      ) : (
        <div class="table-frame" tabIndex={0} role="region" aria-label={words.agents}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.agent}</th>
                <th scope="col" class="number">
                  {words.claimed}
                </th>
                <th scope="col" class="number">
                  {words.sent}
                </th>
                <th scope="col" class="number">
                  {words.agentRating}
                </th>
              </tr>
            </thead>
            <tbody>
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
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
