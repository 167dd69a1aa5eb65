import type { ComponentChildren, RefObject } from "preact";

export interface FormProps {
  /** Does what the form is for, instead of a way to another page. */
  onSubmit: () => unknown;
  children: ComponentChildren;
  class?: string;
  "aria-label"?: string;
  noValidate?: boolean;
  innerRef?: RefObject<HTMLFormElement | null>;
}

/** Fields that are sent together. */
export function Form({ onSubmit, innerRef, ...rest }: FormProps) {
  return (
    <form
      class="stack"
      {...rest}
      {...(innerRef && { ref: innerRef })}
      onSubmit={(event) => {
        event.preventDefault();
        // A form in a window may stand within another form.
        event.stopPropagation();
        void onSubmit();
      }}
    />
  );
}
