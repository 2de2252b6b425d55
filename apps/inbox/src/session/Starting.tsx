import { useTexts } from "../texts/texts.js";

/** Before anything is known; the words come only when it takes longer than a glance. */
export const Starting = () => {
  const texts = useTexts();
  return (
    <main className="session">
      <div role="status">
        <h1 className="starting">{texts.starting}</h1>
      </div>
    </main>
  );
};
