/**
 * The launcher. Its sign and its words have the accent's own colour, turned into white or black, whichever can be seen better on it, by
 * filters that every browser knows.
 */
export const launcherStyles = `
[hidden] { display: none !important; }
.launcher {
  position: fixed;
  right: 20px;
  bottom: 20px;
  display: flex;
  text-indent: 9px;
  padding: 15px;
  border: 0;
  border-radius: 50px;
  background: var(--accent);
  color: var(--accent);
  line-height: 28px;
  box-shadow: 0 5px 20px #0005;
  cursor: pointer;
}
.left { right: auto; left: 20px; }
.launcher::before, .launcher span { filter: invert(1) grayscale(1) contrast(99); }
.launcher::before { content: ""; width: 28px; height: 28px; border-radius: 50% 50% 50% 5px; background: currentColor; }
.true::before { opacity: .5; }
@media print { .parley { display: none; } }
`;
