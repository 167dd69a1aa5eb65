/**
 * The launcher. `--on-accent` is black or white, whichever has more contrast: at a lightness of 49.4 (a relative luminance
 * of .179, WCAG 2.2) both have the same.
 */
export const launcherStyles = `
.parley { --on-accent: lab(from var(--accent) calc((49.4 - l) * 999) 0 0); font: 16px system-ui; }
[hidden] { display: none !important; }
.launcher {
  position: fixed;
  inset: auto 20px 20px auto;
  display: flex;
  text-indent: 9px;
  padding: 15px;
  border: 0;
  border-radius: 50px;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  line-height: 28px;
  box-shadow: 0 5px 20px #0005;
  cursor: pointer;
}
.left { inset-inline: 20px auto; }
.launcher::before { content: ""; width: 28px; height: 28px; border-radius: 50% 50% 50% 5px; background: currentColor; }
[aria-expanded=true]::before { opacity: .5; }
@media print { .parley { display: none; } }
`;
