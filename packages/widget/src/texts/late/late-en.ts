import type { LateTexts } from "./late-texts.ts";

/** English. */
export const late: LateTexts = {
  stopWaiting: "Stop waiting",
  agentsOnline: (count) => (count === 1 ? "1 person is online" : `${count} people are online`),
  nobodyOnline: "Nobody is online right now. Leave your message; we will answer here.",
  likelyWait: ({ from, until }) => (from > 0 ? `About ${from}–${until} min` : `Up to ${until} min`),
  joined: (name) => `${name} joined`,
  backToBot: "The assistant is back",
  backToQueue: "Back in line for a person",
  closed: "This conversation has ended",
  overdue: "Everyone is still busy. You keep your place; leave your message or e-mail, and we will answer here.",
  rated: (score) => `You rated this ${score} out of 5`,
  rate: "How was this conversation?",
  scores: ["Very bad", "Bad", "Okay", "Good", "Very good"],
  comment: "Anything you would like to add? (optional)",
  submit: "Send rating",
};
