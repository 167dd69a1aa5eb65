/** The roles that can be given; there is one owner. */
export const ASSIGNABLE = ["agent", "supervisor", "admin"] as const;
export type AssignableRole = (typeof ASSIGNABLE)[number];
