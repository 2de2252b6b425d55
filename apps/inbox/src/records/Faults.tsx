import type { SignInFailure } from "@eigenkanaal/client";
import type { RetentionCode, RetentionFault, RetentionTable } from "@eigenkanaal/protocol";
import { SessionFailure } from "../session/Passphrase.js";
import { useFormats } from "../texts/formats.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import { termWords } from "./terms.js";

/** Why a table was refused, one line each. */
export const Faults = ({
  failure,
  faults,
  names,
}: {
  failure: SignInFailure;
  faults: readonly RetentionFault[];
  names: Pick<RetentionTable, "classes">;
}) => {
  const texts = useTexts();
  const { faults: words, terms } = texts.records;
  const { list, number, dateTime } = useFormats();
  if (faults.length === 0) return <SessionFailure failure={failure} />;
  const nameOf = (code: RetentionCode) => {
    const known = names.classes.find((one) => one.class === code);
    return known ? `${code} ${inLanguage(known.name, texts)}` : code;
  };
  const wordsOf = (fault: RetentionFault): string => {
    switch (fault.fault) {
      case "below_the_lawful_term":
        return words.below(nameOf(fault.class), termWords(fault.lawful, { words: terms, list }));
      case "above_the_lawful_term":
        return words.above(nameOf(fault.class), termWords(fault.lawful, { words: terms, list }));
      case "not_confirmed":
        return words.not_confirmed(number(fault.due));
      case "clock_set_back":
        return words.clock_set_back(dateTime(fault.newestMs));
      default:
        return words[fault.fault](nameOf(fault.class));
    }
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a small screen its lines scroll, also for who has only a keyboard.
    <div className="notice notice-danger obstacles" role="alert" tabIndex={0}>
      <p>
        <strong>{words.title}</strong>
      </p>
      <ul>
        {faults.map((fault) => (
          <li key={JSON.stringify(fault)}>{wordsOf(fault)}</li>
        ))}
      </ul>
    </div>
  );
};
