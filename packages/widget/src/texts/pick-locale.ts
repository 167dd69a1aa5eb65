/** The language that is wanted, as a BCP 47 tag; without one, the page's and then the browser's. Which of ours is nearest, who has the words knows. */
export const pickLocale = (wanted?: string): string =>
  wanted || document.documentElement.lang || navigator.language || "en";
