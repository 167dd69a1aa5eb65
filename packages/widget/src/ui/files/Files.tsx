export { Shown } from "./Shown.tsx";
export { Uploads } from "./Uploads.tsx";
