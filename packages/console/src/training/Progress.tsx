import type { TrainingStatus } from "@parley/protocol";
import { now, percent, span } from "../language/format.ts";
import { Icon } from "../ui/Icon.tsx";
import { Chart } from "./Chart.tsx";
import type { Point } from "./chart.ts";
import { trainingWords } from "./words.ts";

type Running = Extract<TrainingStatus, { status: "running" }>;

/** How far the training is, or how the last one ended. */
export function Progress({ status }: { status: TrainingStatus }) {
  const words = trainingWords();
  switch (status.status) {
    case "idle":
      return null;
    case "running":
      return <InProgress status={status} />;
    case "failed":
      return (
        <p class="banner bad" role="alert">
          <Icon name="warning" /> {words.failed} {status.message}
        </p>
      );
    case "cancelled":
      return (
        <p class="notice" role="status">
          {words.cancelled}
        </p>
      );
    case "done":
      return (
        <p class="banner good" role="status">
          <Icon name="check" /> {words.done(status.version)}
        </p>
      );
  }
}

function InProgress({ status }: { status: Running }) {
  const words = trainingWords();
  const { phase, epoch, epochs, done, curve, startedAt, startedBy } = status;
  const loss = curve.map((point): Point => ({ x: point.epoch, y: point.loss }));
  const accuracy = curve.flatMap(({ epoch: x, devAccuracy: y }): Point[] => (y === undefined ? [] : [{ x, y }]));
  const two = (value: number) => value.toFixed(2);
  const one = (value: number) => percent(value, 1);
  const label = (title: string, points: readonly Point[], format: (value: number) => string) =>
    words.chart(title, format(points.at(0)?.y ?? 0), format(points.at(-1)?.y ?? 0));
  return (
    <section class="card progress-card" aria-label={words.progress}>
      <div class="progress-head">
        <p>
          <b>{words.phases[phase]}</b> {epoch > 0 && words.epoch(epoch, epochs)}
        </p>
        <p class="muted">{words.startedBy(startedBy, span(now.value - startedAt))}</p>
        <b class="tabular">{percent(done)}</b>
      </div>
      <progress max={1} value={done} aria-label={words.progress} />
      {curve.length > 0 && (
        <div class="charts">
          {accuracy.length > 0 && (
            <Chart
              title={words.accuracy}
              label={label(words.accuracy, accuracy, one)}
              points={accuracy}
              epochs={epochs}
              within={{ least: 0, most: 1 }}
              format={one}
              tone="good"
            />
          )}
          <Chart
            title={words.loss}
            label={label(words.loss, loss, two)}
            points={loss}
            epochs={epochs}
            within={{ least: 0 }}
            format={two}
            tone="accent"
          />
        </div>
      )}
    </section>
  );
}
