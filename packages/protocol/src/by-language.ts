import * as v from "valibot";
import { partsOf } from "./nearest-language.ts";
import { byName } from "./variant.ts";

const NO_LANGUAGE = "must be a language such as en or zh-CN";
const SHAPE = /^[a-z]{2,3}(-[A-Za-z\d]{2,8}){0,3}$/;

/** A BCP 47 tag that browsers know how to read. */
export const Language = v.pipe(
  v.string(NO_LANGUAGE),
  v.check((tag) => SHAPE.test(tag) && partsOf(tag).language !== "", NO_LANGUAGE),
);

// What settings are made of. Bundlers may leave out what is made with it and never used.

/** Words of at most so many characters. */
/* @__NO_SIDE_EFFECTS__ */
export const words = (most: number) =>
  v.pipe(v.string("must be words"), v.trim(), v.maxLength(most, `at most ${most} characters`));
/** A list of at most so many. */
/* @__NO_SIDE_EFFECTS__ */
export const some = <const S extends v.GenericSchema>(one: S, most: number) =>
  v.pipe(v.array(one, "must be a list"), v.maxLength(most, `at most ${most}`));
/** The same in several languages. */
/* @__NO_SIDE_EFFECTS__ */
export const inEach = <const S extends v.GenericSchema>(one: S) => byName(Language, one);
export const yes = v.boolean("must be yes or no");
