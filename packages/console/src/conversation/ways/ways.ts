export { Ways } from "./Ways.tsx";
export { Place } from "./place.ts";
export { Offered } from "./Offered.tsx";
