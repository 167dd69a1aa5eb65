/**
 * The launcher, and what keeps the page's own styles out. `--on-accent` is black or white, whichever has more contrast:
 * at a lightness of 49.4 (a relative luminance of .179, WCAG 2.2) both have the same.
 */
export const launcherStyles = `
:host { all: initial !important; }
.parley { --on-accent: lab(from var(--accent) calc((49.4 - l) * 999) 0 0); font: 16px system-ui; }
[hidden] { display: none !important; }
button { border: 0; background: none; color: #a11; font: inherit; cursor: pointer; }
.launcher { position: fixed; z-index: var(--z); inset: auto 20px 20px auto; display: grid; gap: 20px; justify-items: end; }
.left { inset-inline: 20px auto; justify-items: start; }
.launcher > * { position: relative; padding: 15px; border-radius: 50px; background: #fff; box-shadow: 0 5px 20px #0005; }
.launcher > button { background: var(--accent); color: var(--on-accent); }
.talk::before { content: ""; display: block; width: 28px; height: 28px; border-radius: 50% 50% 50% 5px; background: currentColor; }
.talk::after { content: ""; position: absolute; inset: 20px; border-bottom: 2px solid var(--accent); border-radius: 50%; }
[aria-expanded=true]::before { opacity: .5; }
@media print { .parley { display: none; } }
`;
