import type { ComponentChildren, RefObject } from "preact";
import { useMemo } from "preact/hooks";
import { oneAtATime } from "./one-at-a-time.ts";

export interface FormProps {
  /** Does what the form is for, instead of a way to another page. */
  onSubmit: () => unknown;
  children: ComponentChildren;
  class?: string;
  "aria-label"?: string;
  noValidate?: boolean;
  innerRef?: RefObject<HTMLFormElement | null>;
}

/** Fields that are sent together; what is pressed again while they are on their way sends nothing. */
export function Form({ onSubmit, innerRef, ...rest }: FormProps) {
  const once = useMemo(oneAtATime, []);
  return (
    <form
      class="stack"
      {...rest}
      {...(innerRef && { ref: innerRef })}
      onSubmit={(event) => {
        event.preventDefault();
        // A form in a window may stand within another form.
        event.stopPropagation();
        void once(async () => await onSubmit());
      }}
    />
  );
}
