/** Cards, forms and places in the thread. */
export const richStyles = `
.cards { max-width: 100%; }
.cards ul { display: flex; max-width: 100%; list-style: none; }
.panel .cards ul { padding: 0; list-style: none; }
.cards .several { overflow-x: auto; scroll-snap-type: x mandatory; scrollbar-width: none; border-radius: 16px; }
.cards .several::-webkit-scrollbar { display: none; }
.card { display: flex; flex-direction: column; flex: none; width: 240px; max-width: 100%; padding: 12px 14px; border: 1px solid var(--line); border-radius: 16px; scroll-snap-align: start; font-size: 14px; }
.cards .several .card { width: 228px; max-width: 92%; }
.card + .card { margin-left: 10px; }
.panel .card > img, .panel .card > .picture { width: calc(100% + 28px); max-width: none; height: 140px; margin: -12px -14px 10px; border-radius: 15px 15px 0 0; background: var(--raised); object-fit: cover; }
.card .picture img { width: 100%; height: 100%; }
.card > b { font-size: 15px; font-weight: 600; line-height: 1.35; }
.card .price { margin-top: 2px; font-weight: 600; }
.card p { margin-top: 4px; color: var(--muted); white-space: pre-wrap; }
.cards dl, .form dl { margin: 8px 0 0; font-size: 13px; }
.cards dl > div, .form dl > div { display: flex; justify-content: space-between; padding: 2px 0; }
.cards dt, .form dt { flex: none; max-width: 50%; margin: 0; color: var(--muted); }
.cards dd, .form dd { min-width: 0; margin: 0 0 0 12px; text-align: end; }
.card .choices { margin-top: auto; padding-top: 12px; }
.card .choices a { padding: 9px 14px; border: 1px solid var(--line); border-radius: 14px; font-weight: 500; line-height: 1.4; text-align: center; text-decoration: none; }
.panel .card .choices button { text-align: center; }
.card .choices a:hover { background: var(--raised); }
.along { display: flex; justify-content: flex-end; padding-top: 2px; }
.panel .along button { width: 32px; height: 32px; }
.along button:disabled { opacity: .35; cursor: default; }
.along .back .icon { transform: scaleX(-1); }
.panel .form { width: 290px; max-width: 100%; max-height: none; padding: 14px; border: 1px solid var(--line); border-radius: 16px; }
.form > b { font-weight: 600; }
.form dl { margin: 0; }
.form .footer { margin: 0; }
.form .footer .icon { width: 15px; height: 15px; margin-right: 4px; }
.place { display: flex; }
.place .icon { margin: 2px 10px 0 0; }
.place > * + * { margin-top: 0 !important; }
.place b { display: block; font-weight: 500; }
.place small { display: block; font-size: 12.5px; opacity: .85; }
[dir=rtl] .card + .card { margin: 0 10px 0 0; }
[dir=rtl] .cards dd, [dir=rtl] .form dd { margin: 0 12px 0 0; }
[dir=rtl] .along .icon { transform: scaleX(-1); }
[dir=rtl] .along .back .icon { transform: none; }
[dir=rtl] .place .icon { margin: 2px 0 0 10px; }
[dir=rtl] .form .footer { margin: 0; }
.form .footer .icon { margin: 0 0 0 4px; }
@media (forced-colors: active) { .form .primary { border: 1px solid; } }
`;
