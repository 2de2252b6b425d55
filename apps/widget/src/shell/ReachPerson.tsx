import { PhoneIcon } from "../icons.js";
import { useReading } from "../texts/reading.js";
import { OutsideLink } from "./OutsideLink.js";
import { PhoneLink } from "./PhoneLink.js";
import { useSurroundings } from "./surroundings.js";

/** A person by phone, and one at the counter: where the chat is no way to one. */
export const ReachPerson = () => {
  const { footer } = useReading().texts;
  const { phone, counterUrl } = useSurroundings();
  return (
    <>
      {phone !== null && (
        <PhoneLink phone={phone} class="nl-button nl-button--primary">
          <span class="nl-button__icon-start">
            <PhoneIcon />
          </span>
          <span class="nl-button__label">{footer.call(phone)}</span>
        </PhoneLink>
      )}
      {counterUrl !== null && <OutsideLink href={counterUrl}>{footer.counter}</OutsideLink>}
    </>
  );
};
