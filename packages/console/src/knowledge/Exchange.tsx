import { base } from "../api.ts";
import { Icon } from "../ui/Icon.tsx";
import { exchangeWords } from "./exchange-words.ts";
import { tableAddress } from "./files.ts";
import { TakeIn } from "./TakeIn.tsx";

/** Takes knowledge out as a file, and in. */
export function Exchange() {
  const words = exchangeWords();
  return (
    <div class="cards exchange">
      <section class="card">
        <h2>{words.import}</h2>
        <p class="muted">{words.importText}</p>
        <TakeIn />
        <details class="formats">
          <summary>{words.formats}</summary>
          <ul>
            {words.formatList.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
        <p class="muted">{words.templateText}</p>
        <div class="actions">
          <a class="button plain" href={tableAddress(words.templateRows)} download="parley-faq.csv">
            <Icon name="download" />
            <span>{words.template}</span>
          </a>
        </div>
      </section>
      <section class="card">
        <h2>{words.export}</h2>
        <p class="muted">{words.exportText}</p>
        <div class="actions">
          {(["yaml", "csv"] as const).map((format) => (
            <a key={format} class="button plain" href={`${base}/api/knowledge/export?format=${format}`} download>
              <Icon name="download" />
              <span>{format.toUpperCase()}</span>
            </a>
          ))}
        </div>
      </section>
    </div>
  );
}
