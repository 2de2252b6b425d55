import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/**
 * A part, by its name in a module that is fetched when it is to be shown for the first time. Where that does not come in
 * all stays as it was, and who has an `onClose` for it hears so.
 */
export const lazily =
  <Name extends string, Props extends object>(
    load: () => Promise<Record<Name, ComponentType<Props>>>,
    name: Name,
  ): ComponentType<Props & { onClose?: () => void }> =>
  (props) => {
    const [Part, setPart] = useState<ComponentType<Props> | null>(null);
    // biome-ignore lint/correctness/useExhaustiveDependencies: it is fetched once
    useEffect(() => {
      load().then(
        (parts) => setPart(() => parts[name]),
        () => props.onClose?.(),
      );
    }, []);
    return Part && <Part {...props} />;
  };
