import * as library from "@preact/signals-core";
import { describe, expect, test } from "vitest";
import * as own from "./signals.ts";

describe.each([
  ["the library's signals", library as unknown as typeof own],
  ["our signals", own],
] as const)("%s", (_name, { batch, computed, effect, signal }) => {
  test("an effect runs at once, and again when what it read has changed", () => {
    const count = signal(1);
    const seen: number[] = [];
    const stop = effect(() => void seen.push(count.value));
    count.value = 2;
    count.value = 2;
    stop();
    count.value = 3;
    expect(seen).toEqual([1, 2]);
  });

  test("what is peeked at is not read", () => {
    const count = signal(1);
    const double = computed(() => count.value * 2);
    let runs = 0;
    effect(() => void (double.peek(), count.peek(), runs++));
    count.value = 5;
    expect([double.peek(), runs]).toEqual([10, 1]);
  });

  test("a computed value is made when it is asked for, once for each change", () => {
    const count = signal(1);
    let made = 0;
    const double = computed(() => (made++, count.value * 2));
    expect(made).toBe(0);
    expect([double.value, double.value, made]).toEqual([2, 2, 1]);
    count.value = 2;
    expect([double.peek(), double.value, made]).toEqual([4, 4, 2]);
  });

  test("an effect does not run where a computed value stayed the same", () => {
    const count = signal(1);
    const odd = computed(() => count.value % 2 === 1);
    const seen: boolean[] = [];
    effect(() => void seen.push(odd.value));
    count.value = 3;
    count.value = 4;
    expect(seen).toEqual([true, false]);
  });

  test("an effect sees one state of several values", () => {
    const first = signal("a");
    const second = signal("x");
    const both = computed(() => first.value + second.value);
    const seen: string[] = [];
    effect(() => void seen.push(`${both.value}${first.value}`));
    batch(() => {
      first.value = "b";
      batch(() => (second.value = "y"));
      expect(both.value).toBe("by");
    });
    first.value = "c";
    expect(seen).toEqual(["axa", "byb", "cyc"]);
  });

  test("what an effect reads may be another thing each time", () => {
    const which = signal(true);
    const [left, right] = [signal("l"), signal("r")];
    const seen: string[] = [];
    effect(() => void seen.push(which.value ? left.value : right.value));
    right.value = "R";
    which.value = false;
    left.value = "L";
    right.value = "r";
    expect(seen).toEqual(["l", "R", "r"]);
  });

  test("an effect that writes makes others run after it", () => {
    const source = signal(0);
    const copy = signal(0);
    const seen: number[] = [];
    effect(() => void (copy.value = source.value * 10));
    effect(() => void seen.push(copy.value));
    source.value = 1;
    source.value = 2;
    expect(seen).toEqual([0, 10, 20]);
  });

  test("an effect that fails does not keep later changes from being seen", () => {
    const count = signal(0);
    const seen: number[] = [];
    effect(() => {
      if (count.value === 1) throw new Error("no");
      seen.push(count.value);
    });
    expect(() => (count.value = 1)).toThrow("no");
    expect(() => (count.value = 2)).not.toThrow();
    expect(count.peek()).toBe(2);
  });
});
