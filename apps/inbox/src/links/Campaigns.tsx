import { CampaignCode, type Links, maxCounted } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useTexts } from "../texts/texts.js";

/** The campaigns that hold, how many conversations came through each, and for administrators a way to change them. */
export const Campaigns = ({
  campaigns,
  mayChange,
  onSet,
  children,
}: {
  campaigns: Links["campaigns"];
  mayChange: boolean;
  /** Whether it was set. */
  onSet: (campaign: CampaignCode, ended: boolean) => Promise<boolean>;
  /** What came of it. */
  children: ReactNode;
}) => {
  const { links: words } = useTexts();
  return (
    <section className="setting">
      <Heading level={3} appearance="level-5">
        {words.campaigns}
      </Heading>
      <Paragraph className="quiet">{words.campaignsHint}</Paragraph>
      {children}
      {campaigns.length === 0 && <Paragraph className="quiet">{words.noCampaigns}</Paragraph>}
      <ul className="sessions">
        {campaigns.map(({ campaign, opened }) => (
          <li key={campaign} className="session-row">
            <div>
              <p className="setting-name">{campaign}</p>
              <p className="quiet">{words.opened(opened, opened === maxCounted)}</p>
            </div>
            {mayChange && (
              <Button purpose="subtle" onClick={() => void onSet(campaign, true)}>
                {words.end}
                <span className="unseen">: {campaign}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayChange ? (
        <NewCampaign onAdd={(campaign) => onSet(campaign, false)} />
      ) : (
        <Paragraph className="quiet">{words.onlyAdministrator}</Paragraph>
      )}
    </section>
  );
};

const NewCampaign = ({ onAdd }: { onAdd: (campaign: CampaignCode) => Promise<boolean> }) => {
  const { links: words } = useTexts();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const campaign = CampaignCode.safeParse(typed.trim());
    setWrong(!campaign.success);
    if (campaign.success) void onAdd(campaign.data).then((added) => added && setTyped(""));
  };
  return (
    <form className="new-campaign" onSubmit={submit} noValidate>
      <label className="label" htmlFor={`${id}code`}>
        {words.code}
      </label>
      <p className="hint" id={`${id}hint`}>
        {words.codeHint}
      </p>
      {wrong && (
        <Paragraph className="notice notice-danger" role="alert" id={`${id}wrong`}>
          {words.wrongCode}
        </Paragraph>
      )}
      <input
        id={`${id}code`}
        className="field"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}wrong ${id}hint` : `${id}hint`}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="setting-actions">
        <Button purpose="secondary" type="submit">
          {words.add}
        </Button>
      </div>
    </form>
  );
};
