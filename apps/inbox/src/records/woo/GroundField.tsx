import { publicationWords, type WooGround, wooGrounds } from "@eigenkanaal/records/redaction";
import { useTexts } from "../../texts/texts.js";
import { Field } from "../../townSettings/fields.js";

/** A ground of the Wet open overheid. */
export const GroundField = ({
  value,
  disabled = false,
  onChange,
}: {
  value: WooGround;
  disabled?: boolean;
  onChange: (ground: WooGround) => void;
}) => {
  const texts = useTexts();
  const { grounds } = publicationWords[texts.code === "en" ? "en" : "nl"];
  return (
    <Field label={texts.records.woo.ground}>
      {(described) => (
        <select
          {...described}
          className="field"
          disabled={disabled}
          value={value}
          onChange={(event) => {
            const ground = wooGrounds.find((one) => one === event.target.value);
            if (ground) onChange(ground);
          }}
        >
          {wooGrounds.map((ground) => (
            <option key={ground} value={ground}>
              {ground} {grounds[ground]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
};
