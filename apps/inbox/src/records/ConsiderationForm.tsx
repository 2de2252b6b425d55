import type { ConsiderationActions, SignInFailure } from "@eigenkanaal/client";
import {
  type Consideration,
  type ConsiderationSubject,
  type Decision,
  TownChoice,
} from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useId, useState } from "react";
import { SessionFailure } from "../session/Passphrase.js";
import { useTexts } from "../texts/texts.js";
import { Choice, Group, TextField } from "../townSettings/fields.js";
import { subjectFor } from "./considerationWords.js";
import { ReasonField, TextArea } from "./fields.js";

type Draft = {
  choice: "yes" | "no" | null;
  state: "in_use" | "ended";
  name: string;
  owner: string;
  purpose: string;
  necessity: string;
  alternative: string;
};

const draftOf = (decision: Decision | undefined): Draft => ({
  ...{ choice: null, state: "in_use", name: "", owner: "", purpose: "", necessity: "", alternative: "" },
  ...(decision?.kind === "choice" && { choice: decision.choice }),
  ...(decision?.kind === "channel" && {
    ...{ state: decision.state, name: decision.name, owner: decision.owner, purpose: decision.purpose },
    ...{ necessity: decision.necessity, alternative: decision.alternative },
  }),
});

/** The decision of a draft; undefined while something is missing. */
const decisionOf = (draft: Draft, kind: Decision["kind"]): Decision | undefined => {
  if (kind === "choice") return draft.choice === null ? undefined : { kind, choice: draft.choice };
  const { state } = draft;
  const texts = {
    name: draft.name.trim(),
    owner: draft.owner.trim(),
    purpose: draft.purpose.trim(),
    necessity: draft.necessity.trim(),
    alternative: draft.alternative.trim(),
  };
  return Object.values(texts).includes("") ? undefined : { kind, state, ...texts };
};

type State = { at: "still" | "keeping" | "missing" } | { at: "refused"; failure: SignInFailure };

/** Decides about one subject, and says why. */
export const ConsiderationForm = ({
  subject,
  now,
  taken,
  online,
  set,
  onDone,
}: {
  /** Undefined for a channel that has no name yet. */
  subject: ConsiderationSubject | undefined;
  now: Consideration | undefined;
  taken: readonly ConsiderationSubject[];
  online: boolean;
  set: ConsiderationActions["set"];
  onDone: (subject: ConsiderationSubject) => Promise<void>;
}) => {
  const { records } = useTexts();
  const { considerations: words } = records;
  const choice = TownChoice.safeParse(subject).data;
  const [draft, setDraft] = useState(draftOf(now?.decision));
  const [reason, setReason] = useState("");
  const [state, setState] = useState<State>({ at: "still" });
  const radios = useId();
  const change = (some: Partial<Draft>) => setDraft({ ...draft, ...some });
  const tried = state.at === "missing";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const decision = decisionOf(draft, choice ? "choice" : "channel");
    if (!decision || reason.trim() === "") return setState({ at: "missing" });
    setState({ at: "keeping" });
    const of = subject ?? subjectFor(draft.name, taken);
    const answer = await set(of, { decision, reason: reason.trim() });
    if (!answer.ok) return setState({ at: "refused", failure: answer.failure });
    setReason("");
    setState({ at: "still" });
    await onDone(of);
  };
  const area = (field: "purpose" | "necessity" | "alternative") => (
    <TextArea
      label={words.fields[field]}
      value={draft[field]}
      missing={tried && draft[field].trim() === ""}
      onChange={(value) => change({ [field]: value })}
    />
  );
  const line = (field: "name" | "owner") => (
    <TextField
      label={words.fields[field]}
      value={draft[field]}
      missing={tried && draft[field].trim() === ""}
      onChange={(value) => change({ [field]: value })}
    />
  );
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      {choice ? (
        <Group title={words.choices[choice].question}>
          {(["yes", "no"] as const).map((each) => (
            <Choice
              key={each}
              type="radio"
              name={`${radios}choice`}
              label={words[each]}
              checked={draft.choice === each}
              onChange={() => change({ choice: each })}
            />
          ))}
        </Group>
      ) : (
        <>
          {line("name")}
          {line("owner")}
          {area("purpose")}
          {area("necessity")}
          {area("alternative")}
          <Group title={words.state}>
            {(["in_use", "ended"] as const).map((each) => (
              <Choice
                key={each}
                type="radio"
                name={`${radios}state`}
                label={words[each]}
                checked={draft.state === each}
                onChange={() => change({ state: each })}
              />
            ))}
          </Group>
        </>
      )}
      <ReasonField value={reason} missing={tried} onChange={setReason} />
      <div className="town-actions">
        <p className="quiet" role="status">
          {state.at === "keeping" && words.keeping}
        </p>
        {tried && (
          <Paragraph className="notice notice-danger" role="alert">
            {words.missing}
          </Paragraph>
        )}
        {state.at === "refused" && <SessionFailure failure={state.failure} />}
        {!online && <Paragraph className="notice">{records.offline}</Paragraph>}
        <Button purpose="primary" type="submit" disabled={!online || state.at === "keeping"}>
          {words.keep}
        </Button>
      </div>
    </form>
  );
};
