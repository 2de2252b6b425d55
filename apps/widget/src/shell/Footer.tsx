import { useState } from "preact/hooks";
import { PhoneIcon } from "../icons.js";
import { useReading } from "../texts/reading.js";
import { PrivacySheet } from "./later.js";
import { OutsideLink } from "./OutsideLink.js";
import { PhoneLink } from "./PhoneLink.js";
import { useSurroundings } from "./surroundings.js";

/** On every screen: a person by phone, a person at the counter, and what happens with one's data. */
export const Footer = () => {
  const { texts } = useReading();
  const { phone, counterUrl } = useSurroundings();
  const [asksPrivacy, setAsksPrivacy] = useState(false);
  return (
    <footer class="footer">
      {phone !== null && (
        <PhoneLink phone={phone}>
          <PhoneIcon />
          {texts.footer.call(phone)}
        </PhoneLink>
      )}
      {counterUrl !== null && <OutsideLink href={counterUrl}>{texts.footer.counter}</OutsideLink>}
      <button type="button" class="link" onClick={() => setAsksPrivacy(true)}>
        {texts.footer.yourData}
      </button>
      {asksPrivacy && <PrivacySheet onClose={() => setAsksPrivacy(false)} />}
    </footer>
  );
};
