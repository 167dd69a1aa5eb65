/** What the people of a team may be; each may all that those before it may. */
export const ROLES = ["agent", "supervisor", "admin", "owner"] as const;

/** Whether a role includes what `least` may. */
export function may(role: (typeof ROLES)[number], least: (typeof ROLES)[number]): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}
