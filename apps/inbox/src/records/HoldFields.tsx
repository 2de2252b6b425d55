import { HoldKind } from "@eigenkanaal/protocol";
import { useId } from "react";
import { useTexts } from "../texts/texts.js";
import { Choice, Group, TextField } from "../townSettings/fields.js";
import { DayField, ReasonField } from "./fields.js";
import type { HoldDraft } from "./holdDraft.js";

type Part<Fields extends keyof HoldDraft> = {
  draft: Pick<HoldDraft, Fields>;
  onChange: (some: Partial<Pick<HoldDraft, Fields>>) => void;
};

/** Why conversations are held: the kind of procedure, its reference and the reason. `missing`: what is empty is wrong. */
export const WhyHeld = ({
  draft,
  missing,
  onChange,
}: Part<"kind" | "reference" | "reason"> & { missing: boolean }) => {
  const { holds: words } = useTexts().records;
  const name = useId();
  return (
    <>
      <Group title={words.kind}>
        {HoldKind.options.map((kind) => (
          <Choice
            key={kind}
            type="radio"
            name={name}
            label={words.kinds[kind]}
            checked={draft.kind === kind}
            onChange={() => onChange({ kind })}
          />
        ))}
      </Group>
      <TextField
        label={words.reference}
        hint={words.referenceHint}
        value={draft.reference}
        missing={missing && draft.reference.trim() === ""}
        onChange={(reference) => onChange({ reference })}
      />
      <ReasonField value={draft.reason} missing={missing} onChange={(reason) => onChange({ reason })} />
    </>
  );
};

/** Until when they are held: till somebody ends it, or a last day. */
export const HeldUntil = ({ draft, onChange }: Part<"lastDay">) => {
  const { holds: words } = useTexts().records;
  const name = useId();
  return (
    <Group title={words.ends}>
      <Choice
        type="radio"
        name={name}
        label={words.endsNever}
        checked={draft.lastDay === null}
        onChange={() => onChange({ lastDay: null })}
      />
      <Choice
        type="radio"
        name={name}
        label={words.endsOn}
        checked={draft.lastDay !== null}
        onChange={() => onChange({ lastDay: "" })}
      />
      {draft.lastDay !== null && (
        <DayField
          label={words.endsDate}
          value={draft.lastDay}
          onChange={(lastDay) => onChange({ lastDay })}
        />
      )}
    </Group>
  );
};
