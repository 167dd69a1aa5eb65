import { expect, test } from "vitest";
import { networkOf, pageAddress } from "./cutting.ts";

test("[O2] an address is cut to its network", () => {
  expect(networkOf("203.0.113.77")).toBe("203.0.113.0");
  expect(networkOf("::ffff:203.0.113.77")).toBe("203.0.113.0");
  expect(networkOf("2001:db8:1:2:3::4")).toBe("2001:db8:1::");
  expect(networkOf("words")).toBeUndefined();
  expect(networkOf(undefined)).toBeUndefined();
});

test("[O2] a page's address keeps what says how somebody came, and nothing that says who they are", () => {
  expect(pageAddress("https://a:b@shop.example:8443/x/y?id=7&utm_campaign=may&utm_term=me@x.example#t=1")).toBe(
    "https://shop.example:8443/x/y?utm_campaign=may",
  );
  expect(pageAddress("https://shop.example/中文?q=1")).toBe("https://shop.example/%E4%B8%AD%E6%96%87");
  for (const none of ["javascript:alert(1)", "file:///etc/passwd", "", "//shop.example"]) {
    expect(pageAddress(none)).toBeUndefined();
  }
});
