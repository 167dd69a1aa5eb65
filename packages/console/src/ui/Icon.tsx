const PATHS = {
  inbox: "M3 13h5l1.5 3h5L16 13h5M5.5 5h13L21 13v6H3v-6z",
  book: "M4 5.5A2.5 2.5 0 0 1 6.5 3H20v15H6.5A2.5 2.5 0 0 0 4 20.5zM4 20.5A2.5 2.5 0 0 1 6.5 18H20v3H6.5",
  training: "M4 19V5M4 19h16M7.5 15l4-5 3 3 5-7",
  review: "M4 5h16v11H9l-5 4zM9.5 10.5l2 2 3.5-4",
  reports: "M5 20v-8M12 20V4M19 20v-5",
  team: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.5 2.9-5.5 6.5-5.5s6.5 2 6.5 5.5M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.8c2.1.7 3.5 2.5 3.5 5.2",
  contacts:
    "M6 3h13v18H6zM6 8H4M6 12H4M6 16H4M12.5 12a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM9 17c0-1.8 1.6-2.8 3.5-2.8s3.5 1 3.5 2.8",
  settings: "M4 7h10M18 7h2M4 17h2M10 17h10M16 4.5v5M8 14.5v5",
  help: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.7 2.2c-.8.4-1.2 1-1.2 1.8M12 16.8v.1",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4",
  send: "M4 12l16-8-5 16-3.5-6.5zM11.5 13.5L20 4",
  note: "M5 4h14v10l-5 6H5zM19 14h-5v6",
  bot: "M5 9h14v10H5zM12 9V5M12 4.9v.1M9 13.5v1M15 13.5v1M2.5 13v3M21.5 13v3",
  queue: "M4 6h16M4 12h16M4 18h9M17 15.5v5M14.5 18l2.5 2.5 2.5-2.5",
  transfer: "M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4",
  check: "M4.5 12.5l5 5 10-11",
  close: "M6 6l12 12M18 6L6 18",
  back: "M15 5l-7 7 7 7",
  down: "M6 9l6 6 6-6",
  up: "M6 15l6-6 6 6",
  right: "M9 6l6 6-6 6",
  plus: "M12 5v14M5 12h14",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  download: "M12 4v11M7 11l5 5 5-5M4 20h16",
  upload: "M12 16V5M7 9l5-5 5 5M4 20h16",
  user: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.6-6 8-6s8 2 8 6",
  details: "M4 4h16v16H4zM14 4v16",
  warning: "M12 4l9.5 16h-19zM12 10v4.5M12 17v.1",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17",
  play: "M7 4.5l12 7.5-12 7.5z",
  refresh: "M20 12a8 8 0 1 1-2.5-5.8L20 8.5M20 4v4.5h-4.5",
  quote: "M4 6h16M4 10.5h16M4 15h9",
  leave: "M14 4h6v16h-6M10 8l-4 4 4 4M6 12h10",
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside words; it says nothing of its own to screen readers. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
