import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { OverflowCardProps } from "./OverflowCard.js";

/** The card that offers another desk, fetched once there is an offer; where it does not come in, waiting goes on as before. */
export const OverflowOffer = (props: OverflowCardProps) => {
  const [Card, setCard] = useState<ComponentType<OverflowCardProps> | null>(null);
  useEffect(() => {
    import("./OverflowCard.js").then(
      ({ OverflowCard }) => setCard(() => OverflowCard),
      () => undefined,
    );
  }, []);
  return Card && <Card {...props} />;
};
