import type { RichTexts } from "./rich-texts.ts";

/** English. */
export const rich: RichTexts = {
  reply: "Reply",
  cancel: "Cancel reply",
  toQuoted: "Show quoted message",
  previous: "Previous",
  next: "Next",
  submit: "Send",
  sent: "Sent",
  already: "This form was already filled in.",
  place: "Location",
  map: "Open map",
  save: "Save conversation",
  asking: {
    name: "Name",
    email: "E-mail",
    phone: "Phone",
    optional: "optional",
    pick: "Please select",
    missing: "Please fill this in.",
    noEmail: "Please enter an e-mail address such as ann@example.com.",
    noPhone: "Please enter a phone number.",
    long: "Please use at most 200 characters.",
    refused: "This cannot be taken.",
    failed: "That did not work. Please try again.",
    colon: ": ",
  },
};
