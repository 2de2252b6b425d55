import type { BoardThreshold } from "@eigenkanaal/domain";
import type { DeskId } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useState } from "react";
import { Modal } from "../../navigation/Modal.js";
import { NotificationChoice } from "../../notifications/NotificationChoice.js";
import { useTexts } from "../../texts/texts.js";
import { Choice } from "../../townSettings/fields.js";
import { type BoardAlerts, maxThreshold, noThreshold, typedCount } from "./alerts.js";
import { playTone } from "./tone.js";

type Typed = { waitMinutes: string; waiting: string };

const typedOf = ({ waitMinutes, waiting }: BoardThreshold): Typed => ({
  waitMinutes: waitMinutes === null ? "" : String(waitMinutes),
  waiting: waiting === null ? "" : String(waiting),
});

/** When to be told of a desk, and how. */
export const AlertsDialog = ({
  desks,
  alerts,
  onSave,
  onClose,
}: {
  desks: readonly { desk: DeskId; name: string }[];
  alerts: BoardAlerts;
  onSave: (alerts: BoardAlerts) => void;
  onClose: () => void;
}) => {
  const { supervisor, cancel } = useTexts();
  const { alerts: words } = supervisor;
  const [{ sound, notify }, setHow] = useState(alerts);
  const [typed, setTyped] = useState<Record<string, Typed>>(() =>
    Object.fromEntries(desks.map(({ desk }) => [desk, typedOf(alerts.thresholds[desk] ?? noThreshold)])),
  );
  const [heard, setHeard] = useState<"untested" | "played" | "silent">("untested");
  const save = () => {
    const read = Object.entries(typed).flatMap(([desk, { waitMinutes, waiting }]) => {
      const threshold = { waitMinutes: typedCount(waitMinutes, 1), waiting: typedCount(waiting, 0) };
      // The fields let nothing else be sent.
      return threshold.waitMinutes === undefined || threshold.waiting === undefined
        ? []
        : [[desk, { waitMinutes: threshold.waitMinutes, waiting: threshold.waiting }] as const];
    });
    onSave({ sound, notify, thresholds: { ...alerts.thresholds, ...Object.fromEntries(read) } });
  };
  const field = (desk: DeskId, which: keyof Typed, label: string) => (
    <label className="board-threshold">
      <span>{label}</span>
      <input
        className="field"
        data-first={(desk === desks[0]?.desk && which === "waitMinutes") || undefined}
        type="number"
        inputMode="numeric"
        min={which === "waiting" ? 0 : 1}
        max={maxThreshold}
        step={1}
        value={typed[desk]?.[which] ?? ""}
        onChange={(event) =>
          setTyped({
            ...typed,
            [desk]: { ...(typed[desk] ?? typedOf(noThreshold)), [which]: event.target.value },
          })
        }
      />
    </label>
  );
  return (
    <Modal title={words.title} onClose={onClose}>
      <form
        className="board-alerts"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Paragraph>{words.explained}</Paragraph>
        {desks.map(({ desk, name }) => (
          <fieldset key={desk} className="board-thresholds">
            <legend className="label">{name}</legend>
            {field(desk, "waitMinutes", words.waitMinutes)}
            {field(desk, "waiting", words.waiting)}
          </fieldset>
        ))}
        <fieldset className="board-how">
          <legend className="label">{words.how}</legend>
          <div className="board-sound">
            <Choice
              label={words.sound}
              checked={sound}
              onChange={(wanted) => setHow({ ...alerts, notify, sound: wanted })}
            />
            <Button
              purpose="secondary"
              data-opens="tone"
              onClick={async () => setHeard((await playTone()) ? "played" : "silent")}
            >
              {words.test}
            </Button>
          </div>
          <p className="quiet" role="status">
            {heard === "played" && words.played}
            {heard === "silent" && words.silent}
          </p>
          <NotificationChoice
            label={words.notify}
            checked={notify}
            onChange={(wanted) => setHow({ ...alerts, sound, notify: wanted })}
          />
        </fieldset>
        <div className="modal-actions">
          <Button purpose="primary" type="submit">
            {words.save}
          </Button>
          <Button purpose="subtle" onClick={onClose}>
            {cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
};
