// `npm run build`: installs if needed; engine and protocol to dist, what browsers load to packages/engine/public.
import { buildAnew } from "./ready.mjs";

buildAnew();
