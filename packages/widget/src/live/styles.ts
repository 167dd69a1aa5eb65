/** An invitation beside the launcher. Its colours are its own, as the panel's may not be there yet. */
export const bubbleStyles = `
.invitation { all: initial; position: fixed; right: 20px; bottom: 92px; box-sizing: border-box; width: 320px; max-width: calc(100% - 40px); padding: 14px 16px; border: 1px solid #e5e7ec; border-radius: 14px; background: #fff; color: #171a21; box-shadow: 0 2px 6px rgb(16 20 36 / .1), 0 12px 40px rgb(16 20 36 / .18); font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; }
.invitation.left { right: auto; left: 20px; }
.invitation * { box-sizing: border-box; font: inherit; color: inherit; }
.invitation p { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; max-height: 40vh; overflow-y: auto; }
.invitation .who { margin: 0 32px 2px 0; color: #5a6170; font-size: 13px; }
.invitation[dir=rtl] .who { margin: 0 0 2px 32px; }
.invitation form { display: flex; margin: 10px 0 0; }
.invitation input { flex: 1; min-width: 0; height: 44px; margin: 0; padding: 0 10px; border: 1px solid #878e9c; border-radius: 10px; background: transparent; }
.invitation input::placeholder { color: inherit; opacity: .75; }
.invitation button { min-width: 44px; height: 44px; margin: 0; border: 0; border-radius: 10px; background: transparent; cursor: pointer; }
.invitation .send { margin: 0 0 0 8px; padding: 0 12px; background: #171a21; color: #fff; }
.invitation[dir=rtl] .send { margin: 0 8px 0 0; }
.invitation .close { position: absolute; top: 2px; right: 2px; font-size: 22px; line-height: 1; }
.invitation[dir=rtl] .close { right: auto; left: 2px; }
.invitation :focus { outline: 2px solid currentColor; outline-offset: 2px; }
.invitation .send:focus { outline-color: #171a21; }
.dark .invitation { border-color: #323742; background: #17191f; color: #eceef2; }
.dark .invitation .who { color: #a7aebc; }
.dark .invitation .send { background: #eceef2; color: #17191f; }
.dark .invitation .send:focus { outline-color: #eceef2; }
@media (prefers-color-scheme: dark) {
  .parley:not(.light) .invitation { border-color: #323742; background: #17191f; color: #eceef2; }
  .parley:not(.light) .invitation .who { color: #a7aebc; }
  .parley:not(.light) .invitation .send { background: #eceef2; color: #17191f; }
  .parley:not(.light) .invitation .send:focus { outline-color: #eceef2; }
}
@media (prefers-reduced-motion: no-preference) {
  .invitation { animation: invited .25s ease-out; }
  @keyframes invited { from { opacity: 0; transform: translateY(8px); } }
}
`;
