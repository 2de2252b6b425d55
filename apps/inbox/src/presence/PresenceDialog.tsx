import type { AgentActions, PresenceView } from "@eigenkanaal/client";
import type { ErrorCode, Presence } from "@eigenkanaal/protocol";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useState } from "react";
import { Modal } from "../navigation/Modal.js";
import type { TownNames } from "../queue/names.js";
import { useTexts } from "../texts/texts.js";

const states = ["on_duty", "pause", "wrap_up", "off"] as const satisfies readonly Presence[];

type Props = {
  presence: PresenceView;
  names: TownNames;
  setPresence: AgentActions["setPresence"];
  onClose: () => void;
};

/** How one is, with what each state means; and who else is at work, per desk. */
export const PresenceDialog = ({ presence, names, setPresence, onClose }: Props) => {
  const { presence: texts } = useTexts();
  const [refused, setRefused] = useState<ErrorCode>();
  const choose = async (state: Presence) => setRefused(await setPresence(state));
  return (
    <Modal title={texts.title} onClose={onClose}>
      <fieldset className="presence-states">
        <legend className="unseen">{texts.title}</legend>
        {states.map((state) => (
          <label key={state} className="choice presence-choice">
            <input
              type="radio"
              name="presence"
              checked={presence.state === state}
              data-first={presence.state === state ? "" : undefined}
              onChange={() => void choose(state)}
            />
            <span className={`presence-dot presence-${state}`} />
            <span>
              {texts.states[state]}
              <span className="quiet presence-meaning">{texts.meanings[state]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {refused && (
        <Paragraph className="refusal" role="alert">
          {texts.refused}
        </Paragraph>
      )}
      <Paragraph className="presence-load">
        {texts.loadExplained(presence.inHand, presence.capacity)}
      </Paragraph>
      <section className="setting" aria-label={texts.colleagues}>
        <Heading level={3} appearance="level-5">
          {texts.colleagues}
        </Heading>
        <dl className="presence-desks">
          {presence.desks.map(({ desk, assignment, colleagues }) => (
            <div key={desk}>
              <dt>
                {names.desk(desk)}
                <span className="quiet presence-meaning">{texts.assignment[assignment]}</span>
              </dt>
              <dd>
                <ul>
                  {colleagues.map(({ member, name, state }) => (
                    <li key={member}>
                      <span className={`presence-dot presence-${state}`} />
                      {name}, {texts.states[state]}
                    </li>
                  ))}
                  {colleagues.length === 0 && <li className="quiet">{texts.alone}</li>}
                </ul>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </Modal>
  );
};
