import type { TownView } from "@eigenkanaal/client";
import { inLanguage, useTexts } from "../texts/texts.js";
import { Modal } from "./Modal.js";

/** What to do when somebody is in danger: the town's own steps or the product's, and the lines to refer to. */
export const Emergency = ({ town, onClose }: { town: TownView; onClose: () => void }) => {
  const texts = useTexts();
  const words = texts.emergency;
  const steps = town.emergencyProcedure?.map((step) => inLanguage(step, texts)) ?? words.steps;
  return (
    <Modal title={words.title} onClose={onClose}>
      <a className="emergency-call" href="tel:112" data-first>
        {words.call("112")}
      </a>
      <ol className="emergency-steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{words.refer}</p>
      <ul className="emergency-lines">
        {town.contact.crisisLines.map(({ name, phone }) => (
          <li key={phone}>
            {inLanguage(name, texts)}{" "}
            <a className="nl-link" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
              {phone}
            </a>
          </li>
        ))}
      </ul>
    </Modal>
  );
};
