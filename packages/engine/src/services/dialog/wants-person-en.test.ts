import { expect, test } from "vitest";
import { wantsPerson } from "./wants-person.ts";

const rows = (text: string) => text.split("\n").flatMap((line) => line.trim() || []);

test.each(
  rows(`
      talk to a human
      Can I speak with a real person please?
      HUMAN
      agent please
      put me through to an operator
      get me a human
      let me speak to somebody
      real person pls
      customer service please
      live chat with agent
      agent!!!
      AGENT AGENT AGENT
      representative
      i want to talk to someone
      I would like to speak to a representative, thank you
      could you please connect me with an advisor
      transfer me to customer support
      transfer me please
      connect me now
      get me your manager
      let me talk to your supervisor
      I demand to speak to a manager
      can I chat with a live agent
      speak to human
      need human help
      i need a real person
      I want a person, not a bot
      no i want a human
      i said human
      human now!
      ok human then
      is there a human I can talk to
      is there anyone I can talk to?
      are there any agents online
      is an agent available?
      any humans here?
      is anyone there?
      hello? is anybody there??
      anyone there
      do you have a live agent
      don't you have any real people?
      why can't I talk to a human
      why don't you connect me to an agent
      who can I speak to
      how do I reach a human agent
      escalate this to a supervisor
      I don't want to talk to a bot
      stop, I don't want to chat with a stupid robot I want a human
      not a bot please, give me a person
      no more bots
      you didn't help. agent
      refund me or let me talk to a human
      is this a bot? I want a real human
      I'd rather talk to an actual person about this
      looking for a human
      I'm trying to reach a human
      i have been trying to get a representative all day
      can i get a human
      send me to an agent
      I am waiting for an agent
      agnet
      humn please
      huamn
      speek to a person
      talk to a preson
      tlak to a human
      conect me to an agent
      repersentative
      costumer service
      speak to a represntative
      operater
      live agnet please
      my order never came and nobody answers so please just let me talk to a real human being about it
      customer support agent
      live support
      put me thru to a manager
      I need to speak with someone about my refund
      can you hand me over to a colleague
      can i have a word with somebody
      could I be connected to an agent
      I'd like to be put through to someone
      agent now or i'm leaving
      is a real person reading this?
      helo? anyone?
      pass me to somebody from your team
  `),
)("[H6] “%s” asks for a person", (text) => expect(wantsPerson(text)).toBe("clearly"));

test.each(
  rows(`
      are you a real person?
      Am I talking to a human?
      who is the agent for my parcel
      humane treatment
      can I transfer my points to someone else
      Can I put another person's name on the order?
      no human please
      do not connect me to an agent
      don't transfer me to an agent
      I don't want to talk to a human
      I do not need a person
      please no agents
      without a human please
      stop transferring me to people
      no need for an agent, just tell me the price
      is there a person who can sign for it
      talk to my bank
      I'll talk to my husband first
      I'm a real person
      i am a human not a bot
      the agent said it would arrive today
      your agent told me I get a refund
      I spoke to a representative yesterday
      I talked to an agent last week
      the last agent was lovely
      can someone else collect my parcel
      can somebody else pick it up
      can I send it to another person
      give it to someone as a gift
      someone stole my parcel
      I want someone else's name on the invoice
      I need someone to sign for the parcel
      somebody used my account
      how many people fit on this sofa
      the delivery person was rude
      put my husband's name on it
      do I have to talk to an agent to return this
      do I need to contact customer service to cancel?
      is this a bot
      you are a robot
      are you human
      is there an agent in Berlin
      how do I manage my account
      I want to change the contact person
      personal details
      do you have human hair wigs
      can I transfer money from my bank
      connect my account to paypal
      transfer my order to a different address
      I don't want the robot vacuum any more
      call me a taxi
      talk to you later
      speak soon
      i want a personal message on the card
      where is my order
      what is a service fee
      my agency wants an invoice
      urgent
      i don't think I need an agent
      dont want to talk to anyone
      I would prefer not to talk to a person
      what does an agent do
      do agents work on sundays
      I'm not asking for a human
  `),
)("“%s” speaks of persons and does not ask for one", (text) =>
  expect(["refused", undefined]).toContain(wantsPerson(text)),
);

test.each(["when can I talk to a person", "can someone help me", "I need someone to help me"])(
  "“%s” gives way to a model that is sure of something else",
  (text) => expect(wantsPerson(text)).toBe("perhaps"),
);

test.each(["no human please", "do not connect me to an agent", "I don't want to talk to a human"])(
  "“%s” refuses one",
  (text) => expect(wantsPerson(text)).toBe("refused"),
);
