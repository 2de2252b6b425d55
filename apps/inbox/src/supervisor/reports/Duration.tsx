import { useTexts } from "../../texts/texts.js";
import { durationWords, type Lasting } from "./written.js";

/** How long something took: short for the eye, in whole words for who listens; `in` puts it into a sentence. */
export const Duration = ({ in: sentence, ...lasting }: Lasting & { in?: (duration: string) => string }) => {
  const { short, spoken } = useTexts().reports.duration;
  const said = (words: typeof short) => {
    const duration = durationWords(lasting, words);
    return sentence ? sentence(duration) : duration;
  };
  return (
    <>
      <span aria-hidden="true">{said(short)}</span>
      <span className="unseen">{said(spoken)}</span>
    </>
  );
};
