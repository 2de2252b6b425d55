import { privacyTexts } from "../texts/privacy.js";
import { useReading } from "../texts/reading.js";
import { OutsideLink } from "./OutsideLink.js";
import { Sheet } from "./Sheet.js";
import { useSurroundings } from "./surroundings.js";

/** The privacy notice: what is stored and when, how long, and who can read it. A chunk of its own. */
export const PrivacySheet = ({ onClose }: { onClose: () => void }) => {
  const privacy = privacyTexts[useReading().lang];
  const { privacyUrl } = useSurroundings();
  return (
    <Sheet title={privacy.title} onClose={onClose}>
      <p class="nl-paragraph nl-paragraph--lead">{privacy.lead}</p>
      <h3 class="nl-heading nl-heading--level-5">{privacy.storedTitle}</h3>
      <p class="nl-paragraph">{privacy.stored}</p>
      <h3 class="nl-heading nl-heading--level-5">{privacy.longTitle}</h3>
      <p class="nl-paragraph">{privacy.long}</p>
      <h3 class="nl-heading nl-heading--level-5">{privacy.readTitle}</h3>
      <p class="nl-paragraph">{privacy.read}</p>
      <h3 class="nl-heading nl-heading--level-5">{privacy.nameTitle}</h3>
      <p class="nl-paragraph">{privacy.name}</p>
      {privacyUrl !== null && (
        <p class="nl-paragraph">
          <OutsideLink href={privacyUrl}>{privacy.more}</OutsideLink>
        </p>
      )}
    </Sheet>
  );
};
