import { useReading } from "../texts/reading.js";
import { Sheet } from "./Sheet.js";

/** What stands for a sheet that had to be fetched, and could not be. */
export const NotReached = ({ onClose }: { onClose: () => void }) => {
  const { title, how } = useReading().texts.unavailable.unreachable;
  return (
    <Sheet title={title} onClose={onClose}>
      <p class="nl-paragraph" role="alert">
        {how}
      </p>
    </Sheet>
  );
};
