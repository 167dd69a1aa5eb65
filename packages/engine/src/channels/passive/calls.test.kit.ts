import { request } from "node:http";

/** What happens to a call of the platform on its way: its answer is cut, it comes late, or it comes three times at once. */
export type Fault = "cut" | "late" | "thrice";

interface Call {
  query: string;
  body: string;
}

const TRIES = 3;

/** How a platform calls: it waits for an answer, calls again where there is none in time, three times in all. */
export class Calls {
  /** Messages that nobody took: whoever wrote them was told that the account is out of order. */
  readonly refused: string[] = [];
  /** Statuses that are no answer, and what went wrong on the way. */
  readonly problems: string[] = [];
  /** Milliseconds that every answer took. */
  readonly took: number[] = [];
  readonly #patience: number;
  readonly #taken: (body: string, about: string, isAgain: boolean) => void;

  constructor(patience: number, taken: (body: string, about: string, isAgain: boolean) => void) {
    this.#patience = patience;
    this.#taken = taken;
  }

  /** Hands a message over; each try is signed anew. Resolves to whether it was taken. */
  async hand(url: string, about: string, make: () => Call, faults: Fault[] = []): Promise<boolean> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const fault = faults[attempt];
      const times = fault === "thrice" ? 3 : 1;
      const made = make();
      let isTaken = false;
      // What comes first is taken at once, whatever the others answer.
      const take = (body: string | undefined) => {
        if (body === undefined || isTaken) return;
        isTaken = true;
        this.#taken(body, about, attempt > 0);
      };
      await Promise.all(Array.from({ length: times }, () => this.#call(url, made, fault).then(take)));
      if (isTaken) return true;
    }
    this.refused.push(about);
    return false;
  }

  /** Calls once. Resolves to the body of the answer, if one came whole and in time. */
  #call(url: string, { query, body }: Call, fault?: Fault): Promise<string | undefined> {
    const since = performance.now();
    return new Promise((resolve) => {
      const signal = AbortSignal.timeout(this.#patience);
      const headers = { "content-type": "text/xml" };
      const asked = request(`${url}?${query}`, { method: "POST", headers, signal, agent: false }, (response) => {
        if (fault === "cut") return void (asked.destroy(), resolve(undefined));
        response.toArray().then(
          (pieces) => {
            this.took.push(performance.now() - since);
            // What comes late is not heard: the platform has hung up.
            if (response.statusCode !== 200) this.problems.push(String(response.statusCode));
            const isTaken = response.statusCode === 200 && fault !== "late";
            resolve(isTaken ? Buffer.concat(pieces as Buffer[]).toString() : undefined);
          },
          () => resolve(undefined),
        );
      });
      const failed = (error: Error) => {
        this.problems.push(error.message);
        resolve(undefined);
      };
      asked.on("error", failed).end(body);
    });
  }
}
