export { Account } from "./Account.tsx";
export { IdentityKeys } from "./IdentityKeys.tsx";
export { WebLimits } from "./WebLimits.tsx";
export { type Channels, NewInbox } from "./NewInbox.tsx";
