import { increase, mostFirst, percentile } from "./counts.ts";
import { type Episode, isMeasured } from "./episode.ts";
import type { Measured } from "./measured.ts";

/** What an episode was written in; nothing where it is not known. */
function languageIn(episode: Episode): string | undefined {
  const measured = isMeasured(episode) ? episode.measured.language : undefined;
  return measured ?? episode.where?.locale.slice(0, 2);
}

/** Whether an episode is one of those that a report is asked about. */
export const meant =
  ({ inboxIds, language }: { inboxIds?: string[] | undefined; language?: string | undefined }) =>
  (episode: Episode): boolean =>
    (inboxIds?.includes(episode.where?.inboxId ?? "") ?? true) &&
    (language === undefined || languageIn(episode) === language);

/** Adds up what episodes are measured by, as far as it is known. */
export function createMeasures(now: number) {
  const responses: number[] = [];
  const handlings: number[] = [];
  const [channels, inboxes, languages] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];

  function addWork({ firstResponse, handled, heldSince }: Measured, claimed: boolean): void {
    if (firstResponse !== undefined) responses.push(firstResponse);
    if (claimed) handlings.push(handled + (heldSince > 0 ? Math.max(0, now - heldSince) : 0));
  }

  return {
    add(episode: Episode): void {
      const { where, agents } = episode;
      if (where) {
        increase(channels, where.channel);
        increase(inboxes, where.inboxId);
      }
      const measured = isMeasured(episode) ? episode.measured : undefined;
      const language = languageIn(episode);
      if (language !== undefined) increase(languages, language);
      if (measured)
        addWork(
          measured,
          agents.some(({ claimed }) => claimed > 0),
        );
    },

    report() {
      return {
        firstResponse: spread(responses),
        handling: spread(handlings),
        channels: mostFirst(channels),
        inboxes: mostFirst(inboxes),
        languages: mostFirst(languages),
      };
    },
  };
}

function spread(values: number[]) {
  const ascending = values.sort((one, other) => one - other);
  return { median: percentile(ascending, 0.5), p90: percentile(ascending, 0.9), count: ascending.length };
}
