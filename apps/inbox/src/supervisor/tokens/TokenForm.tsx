import { DeskId, type MakeApiToken, maxApiTokenDays } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useId, useState } from "react";
import { useTexts } from "../../texts/texts.js";

const lives = [30, 90, maxApiTokenDays];

/** What a token is for, of which of one's desks, and for how long. */
export const TokenForm = ({
  desks,
  onMake,
  onCancel,
}: {
  desks: readonly { desk: string; name: string }[];
  onMake: (asked: MakeApiToken) => Promise<void>;
  onCancel: () => void;
}) => {
  const texts = useTexts();
  const { tokens: words } = texts;
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>(
    desks.length === 1 ? desks.map(({ desk }) => desk) : [],
  );
  const [days, setDays] = useState(90);
  const [asked, setAsked] = useState<"not_yet" | "once">("not_yet");
  const id = useId();
  const isWhole = name.trim() !== "" && chosen.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked("once");
    if (isWhole) void onMake({ name: name.trim(), desks: chosen.map((desk) => DeskId.parse(desk)), days });
  };
  return (
    <form className="answer-form token-form" onSubmit={submit} noValidate>
      {asked === "once" && !isWhole && (
        <Paragraph className="notice notice-danger" role="alert">
          {words.missing}
        </Paragraph>
      )}
      <label className="label" htmlFor={`${id}name`}>
        {words.name}
      </label>
      <p className="hint" id={`${id}hint`}>
        {words.nameHint}
      </p>
      <input
        id={`${id}name`}
        className="field"
        maxLength={80}
        ref={focusFirst}
        required
        aria-describedby={`${id}hint`}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset className="token-desks">
        <legend className="label">{words.desks}</legend>
        {desks.map((one) => (
          <label key={one.desk} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(one.desk)}
              onChange={({ target }) =>
                setChosen(target.checked ? [...chosen, one.desk] : chosen.filter((desk) => desk !== one.desk))
              }
            />
            <span>{one.name}</span>
          </label>
        ))}
      </fieldset>
      <label className="label" htmlFor={`${id}life`}>
        {words.life}
      </label>
      <select
        id={`${id}life`}
        className="field"
        value={days}
        onChange={(event) => setDays(Number(event.target.value))}
      >
        {lives.map((life) => (
          <option key={life} value={life}>
            {words.days(life)}
          </option>
        ))}
      </select>
      <div className="modal-actions">
        <Button purpose="primary" type="submit">
          {words.make}
        </Button>
        <Button purpose="secondary" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
};

const focusFirst = (field: HTMLInputElement | null) => field?.focus();
