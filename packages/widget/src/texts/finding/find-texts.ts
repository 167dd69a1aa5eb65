/** Of the search in what was said and in the articles, in one language. */
export interface FindTexts {
  /** In the menu. */
  search: string;
  /** Of the field. */
  field: string;
  /** Above what was found in the conversation, and in articles. */
  said: string;
  articles: string;
  /** Before how many were found. */
  found: string;
  none: string;
  more: string;
  failed: string;
  /** Ends the search. */
  over: string;
}
