import type { Handlers } from "../../../rpc/contract.ts";
import type { nlu } from "../contract.ts";
import type { Parts } from "../parts.ts";

/** What the page of unanswered questions asks, and what fills it. */
export function reviewHandlers({
  review,
  questions,
  redact,
  open,
}: Parts): Pick<Handlers<typeof nlu>, "heard" | "collect" | "review" | "decideReview"> {
  return {
    async heard({ text, language }) {
      await open();
      questions.note(redact(text, language), language);
      return {};
    },
    async collect({ id, text, language, reason, guess, at }) {
      await open();
      const question = { _id: id, text: redact(text, language), language, reason, at };
      await review.collect({ ...question, ...(guess !== undefined && { guess }) });
      return {};
    },
    async review() {
      await open();
      return review.list();
    },
    async decideReview({ id, decision, by }) {
      await open();
      await review.decide(id, decision, by);
      return {};
    },
  };
}
