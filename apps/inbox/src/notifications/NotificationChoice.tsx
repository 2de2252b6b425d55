import { useState } from "react";
import { useTexts } from "../texts/texts.js";
import { askToNotify } from "./useNotifications.js";

/** Switches notifications on, once the browser lets us, or off. */
export const NotificationChoice = ({
  label,
  checked,
  onChange,
}: {
  /** Of what; of what comes in the lists unless given. */
  label?: string;
  checked: boolean;
  onChange: (notify: boolean) => void;
}) => {
  const { notifications } = useTexts();
  const [refused, setRefused] = useState(false);
  const change = async (wanted: boolean) => {
    const may = !wanted || (await askToNotify());
    setRefused(!may);
    onChange(wanted && may);
  };
  return (
    <div>
      <label className="choice">
        <input type="checkbox" checked={checked} onChange={(event) => void change(event.target.checked)} />
        <span>
          {label ?? notifications.choice}
          <span className="quiet keys-hint">{notifications.hint}</span>
        </span>
      </label>
      {refused && (
        <p className="notice" role="alert">
          {notifications.refused}
        </p>
      )}
    </div>
  );
};
