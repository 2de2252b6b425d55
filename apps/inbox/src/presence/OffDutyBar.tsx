import type { PresenceView } from "@eigenkanaal/client";
import { Button } from "@nl-design-system-candidate/button-react";
import { useTexts } from "../texts/texts.js";

/** Says to who is off that nothing comes to them, with the one thing to do about it. */
export const OffDutyBar = ({ presence, onDuty }: { presence: PresenceView; onDuty: () => void }) => {
  const { presence: texts } = useTexts();
  const assigned = presence.desks.some(({ assignment }) => assignment === "push");
  return (
    <div className="off-duty-bar">
      <p>{assigned ? texts.offAndAssigned : texts.off}</p>
      <Button purpose="secondary" onClick={onDuty}>
        {texts.startWork}
      </Button>
    </div>
  );
};
