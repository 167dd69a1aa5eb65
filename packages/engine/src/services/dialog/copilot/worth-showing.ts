/** What is less likely to answer than this is noise, to agents and visitors: `npm run bench -- suggestions` says what it costs and spares. */
export const WORTH_SHOWING = 0.12;
