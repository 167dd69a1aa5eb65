import type { Looks } from "./looks.ts";

/** What an inbox's widget looks like beyond its options: styles, and a picture with those that show it once it is there, at `LOGO`. */
export interface Dress {
  styles: string;
  picture?: { address: string; styles: string };
}

const CIRCLE = "M14 1a13 13 0 1 0 0 26a13 13 0 0 0 0-26Z";
const dot = (x: number, y: number) => `M${x} ${y}a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 0 0 0-3.6Z`;
/** On a field of 28. */
const SHAPES = {
  dots: `M14 1A13 13 0 1 1 8 25.5L1 27L2.5 20A13 13 0 0 1 14 1Z${dot(8, 12.2)}${dot(14, 12.2)}${dot(20, 12.2)}`,
  smile: `${CIRCLE}${dot(9.5, 8.5)}${dot(18.5, 8.5)}M7.5 16h13a6.5 6.5 0 0 1-13 0Z`,
  mail: "M3 5h22a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2ZM3.5 9L14 16L24.5 9L23.4 7.3L14 13.5L4.6 7.3Z",
} as const;
/** The launcher's sign while it opens. */
const SIGN = ".parley .launcher:not([aria-expanded=true])::before";

/** Nothing for an inbox that looks as usual; `addressOf` says where its picture is. */
export function dressOf({ launcher = {}, logo }: Looks, addressOf: (logo: string) => string): Dress | undefined {
  const { offset, icon } = launcher;
  const styles = `${offset ? placed(offset) : ""}${icon ? signed(icon) : ""}`;
  if (!logo) return styles ? { styles } : undefined;
  return { styles, picture: { address: addressOf(logo), styles: pictured(icon === "logo") } };
}

type Launcher = NonNullable<Looks["launcher"]>;

function placed({ side = 20, bottom = 20 }: NonNullable<Launcher["offset"]>): string {
  const above = (pixels: number) =>
    `bottom:${bottom + pixels}px;bottom:calc(${bottom + pixels}px + env(safe-area-inset-bottom))`;
  const panel = `.parley .panel{right:${side}px;${above(72)};max-height:calc(100% - ${bottom + 92}px)}.parley .panel.left{right:auto;left:${side}px}`;
  return (
    `.parley .launcher{right:${side}px;${above(0)}}.parley .launcher.left{right:auto;left:${side}px}` +
    // Where it takes the whole screen it stands nowhere else.
    `@media (min-width:480.1px) and (min-height:480.1px){${panel}}`
  );
}

function signed(icon: NonNullable<Launcher["icon"]>): string {
  if (icon === "logo") return "";
  if (icon === "question")
    return `${SIGN}{content:"?";border-radius:0;background:none;font:700 28px/28px system-ui,sans-serif;text-align:center;text-indent:0}`;
  return `${SIGN}{border-radius:0;clip-path:path(evenodd,"${SHAPES[icon]}")}`;
}

function pictured(onLauncher: boolean): string {
  const avatar = ".parley .avatar:not(.person)";
  const sign = `${SIGN}{margin:-8px;width:44px;height:44px;border-radius:50%;background:url("LOGO") center/cover;filter:none}`;
  return `${avatar}{background:var(--surface) url("LOGO") center/cover}${avatar} .icon{display:none}${onLauncher ? sign : ""}`;
}
