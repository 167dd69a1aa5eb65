import { expect, test } from "vitest";
import { addressOf, baseOf } from "./address.ts";

test.each(["https://shop.example/in?key=1", " http://127.0.0.1:9000 ", "https://商店.example/"])(
  "%j is one",
  (entered) => {
    expect(addressOf(entered, "The address")).toBe(entered.trim());
  },
);

test.each<[string, string]>([
  ["https://ann:S3CRET@shop.example/", "no name or password"],
  ["https://S3CRET@shop.example/", "no name or password"],
  ["https://shop .example/S3CRET", "must begin with"],
  ["ftp://shop.example/S3CRET", "must begin with"],
  ["S3CRET", "must begin with"],
  ["", "must begin with"],
])("%j is none, and what it was is not said", (entered, why) => {
  expect(() => addressOf(entered, "The address")).toThrow(why);
  expect(() => addressOf(entered, "The address")).not.toThrow("S3CRET");
});

test("a base has nothing behind its path", () => {
  expect(baseOf("https://api.example/v1//", "The address")).toBe("https://api.example/v1");
  expect(() => baseOf("https://api.example/?token=S3CRET", "The address")).toThrow("no ? or #");
  expect(() => baseOf("https://api.example/#", "The address")).toThrow("no ? or #");
});
