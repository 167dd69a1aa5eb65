import { Button } from "./Button.tsx";
import { dismiss, toasts } from "./toast.ts";
import { uiWords } from "./words.ts";

/** Where notices appear; screen readers hear them. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ key, text, tone, action }) => (
        <div key={key} class={`toast ${tone}`}>
          <span>{text}</span>
          {action && (
            <Button
              small
              onClick={() => {
                dismiss(key);
                return action.run();
              }}
            >
              {action.label}
            </Button>
          )}
          <Button icon="close" tone="quiet" small label={uiWords().dismiss} onClick={() => dismiss(key)} />
        </div>
      ))}
    </div>
  );
}
