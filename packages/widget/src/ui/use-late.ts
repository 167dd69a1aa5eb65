import { useEffect, useState } from "preact/hooks";

/**
 * A part of the panel that is loaded as soon as it is `wanted`; undefined until it is there. What cannot be loaded is tried again
 * when it is next wanted.
 */
export function useLate<T>(wanted: boolean, load: () => Promise<T>, failed = () => {}): T | undefined {
  const [part, setPart] = useState<T>();
  useEffect(() => {
    if (wanted && !part) void load().then(setPart, failed);
  }, [wanted]);
  return part;
}
