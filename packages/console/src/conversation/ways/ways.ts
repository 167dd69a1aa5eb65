export { Ways } from "./Ways.tsx";
