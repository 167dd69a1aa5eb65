export { createProgress } from "../shared/progress.ts";
