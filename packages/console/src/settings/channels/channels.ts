export { Account } from "./Account.tsx";
export { IdentityKeys } from "./IdentityKeys.tsx";
export { Limits } from "./Limits.tsx";
export { type Channels, NewInbox } from "./NewInbox.tsx";
