interface Choice {
  value: string;
  label: string;
}

/** What can be chosen, by name. What is chosen already and is there no more is called by its id, or something else would seem chosen. */
export function namedWith(all: readonly { id: string; name: string }[], chosen: string | undefined): Choice[] {
  const choices = all.map(({ id, name }) => ({ value: id, label: name }));
  return !chosen || all.some(({ id }) => id === chosen) ? choices : [...choices, { value: chosen, label: chosen }];
}
