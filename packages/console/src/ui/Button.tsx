import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";

interface ButtonProps {
  children?: ComponentChildren;
  onClick?: ((event: MouseEvent) => unknown) | undefined;
  icon?: IconName;
  tone?: "primary" | "plain" | "quiet" | "danger";
  type?: "button" | "submit";
  disabled?: boolean | undefined;
  /** Said instead of the words, or where there is only an icon. */
  label?: string;
  /** The key that does the same. */
  shortcut?: string;
  pressed?: boolean | undefined;
  expanded?: boolean | undefined;
  small?: boolean;
}

/** A button; with `label` and no words it shows only its icon. */
export function Button(props: ButtonProps) {
  const { children, onClick, icon, tone = "plain", type = "button", label, shortcut } = props;
  const size = [children === undefined && "only-icon", props.small && "small"].filter(Boolean).join(" ");
  return (
    <button
      class={`button ${tone} ${size}`}
      type={type}
      disabled={props.disabled}
      aria-label={label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-keyshortcuts={shortcut}
      title={tooltip(props)}
      onClick={(event) => void onClick?.(event)}
    >
      {icon && <Icon name={icon} />}
      {children !== undefined && <span>{children}</span>}
    </button>
  );
}

/** The name, where it may not be visible, and the key. */
function tooltip({ children, label, shortcut }: ButtonProps): string | undefined {
  if (children !== undefined && !shortcut) return undefined;
  const words = typeof children === "string" ? children : label;
  return [words, shortcut && `[${shortcut}]`].filter(Boolean).join(" ");
}
