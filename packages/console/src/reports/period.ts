export type Period = "today" | "week" | "month";
export const PERIODS: readonly Period[] = ["today", "week", "month"];

const DAYS: Record<Period, number> = { today: 1, week: 7, month: 30 };

/** From the first midnight, by this computer's clock, to now. Today counts as a day. */
export function bounds(period: Period, at: number): { from: number; to: number } {
  const midnight = new Date(at);
  midnight.setHours(0, 0, 0, 0);
  midnight.setDate(midnight.getDate() - (DAYS[period] - 1));
  return { from: midnight.getTime(), to: at };
}
