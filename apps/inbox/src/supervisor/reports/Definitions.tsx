import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useTexts } from "../../texts/texts.js";

/** How each figure is counted, in plain words and with an example. */
export const Definitions = () => {
  const { definitions: words } = useTexts().reports;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has nothing in it that takes the keyboard
    <section className="town-body report-definitions" aria-label={words.title} tabIndex={0}>
      <Heading level={2} appearance="level-4">
        {words.title}
      </Heading>
      <Paragraph>{words.intro}</Paragraph>
      {words.entries.map(({ term, meaning, example }) => (
        <div key={term}>
          <Heading level={3} appearance="level-5">
            {term}
          </Heading>
          <Paragraph>{meaning}</Paragraph>
          <p className="quiet">
            <strong>{words.example}</strong> {example}
          </p>
        </div>
      ))}
    </section>
  );
};
