import type { ImportResult } from "@parley/protocol";
import { exchangeWords } from "./exchange-words.ts";

/** What was not taken of files, or not as it stands there: where, what, and what to do. */
export function Problems({ result: { problems, problemCount } }: { result: ImportResult }) {
  const words = exchangeWords();
  if (problemCount === 0) return null;
  return (
    <section class="import-problems" aria-label={words.problems(problemCount)}>
      <h3 class="warn-text">{words.problems(problemCount)}</h3>
      <ul>
        {problems.map(({ file, line, name, text }, index) => (
          <li key={index}>
            <span class="where">
              <bdi>{file}</bdi>
              {line !== undefined && <span>{words.line(line)}</span>}
            </span>
            <span>
              {name && <b dir="auto">{name}: </b>}
              {text}
            </span>
          </li>
        ))}
      </ul>
      {problemCount > problems.length && <p class="muted">{words.more(problemCount - problems.length)}</p>}
    </section>
  );
}
