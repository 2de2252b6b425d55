import { localised, useReading } from "../texts/reading.js";
import { PhoneLink } from "./PhoneLink.js";
import { useSurroundings } from "./surroundings.js";

/** Where there is help at once, quietly, wherever nobody of the town answers now. */
export const SafetyLines = () => {
  const { texts, lang } = useReading();
  const { crisisLines } = useSurroundings();
  const lines = [
    { name: texts.hours.emergency, phone: "112" },
    ...crisisLines.map(({ name, phone }) => ({ name: localised(name, lang), phone })),
  ];
  return (
    <ul class="safety">
      {lines.map(({ name, phone }) => (
        <li key={phone}>
          {name} <PhoneLink phone={phone}>{texts.footer.call(phone)}</PhoneLink>
        </li>
      ))}
    </ul>
  );
};
