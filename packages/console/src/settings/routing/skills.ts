const LAST_NUMBER = /^(?<name>.*?)\s*(?<level>\d+)$/;

/** Skills as people write them, `tax 4`; without a level it is the lowest. */
export const readSkills = (written: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    written.map((one) => {
      const { name = one, level = "1" } = LAST_NUMBER.exec(one)?.groups ?? {};
      return [name || one, Number(level)];
    }),
  );

export const writeSkills = (skills: Readonly<Record<string, number>>): string[] =>
  Object.entries(skills).map(([name, level]) => `${name} ${level}`);
