/** What somebody listed in a field: words between commas, spaces or lines. */
export const listed = (field: unknown): string[] =>
  typeof field === "string" ? field.split(/[\s,，、;；]+/).filter((word) => word !== "") : [];
