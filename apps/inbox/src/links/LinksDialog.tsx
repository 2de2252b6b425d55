import type { LinkActions, TownView } from "@eigenkanaal/client";
import type { CampaignCode, Role } from "@eigenkanaal/protocol";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useState } from "react";
import { Modal } from "../navigation/Modal.js";
import { SessionFailure } from "../session/Passphrase.js";
import { useTexts } from "../texts/texts.js";
import { Campaigns } from "./Campaigns.js";
import { MakeLink } from "./MakeLink.js";
import { useLinks } from "./useLinks.js";

/** Links to the chat for letters and social media, and the campaigns by which they are counted. */
export const LinksDialog = ({
  actions,
  town,
  roles,
  onClose,
}: {
  actions: LinkActions;
  town: TownView;
  roles: readonly Role[];
  onClose: () => void;
}) => {
  const { links: words } = useTexts();
  const [state, load] = useLinks(actions);
  const [said, setSaid] = useState("");
  const [failure, setFailure] = useState<Parameters<typeof SessionFailure>[0]["failure"]>();

  const setCampaign = async (campaign: CampaignCode, ended: boolean) => {
    const set = await actions.setCampaign(campaign, ended);
    setFailure(set.ok ? undefined : set.failure);
    setSaid(set.ok ? (ended ? words.ended : words.added) : "");
    if (set.ok) await load();
    return set.ok;
  };

  return (
    <Modal title={words.title} onClose={onClose}>
      <div className="links">
        <Paragraph>{words.intro}</Paragraph>
        <Paragraph className="quiet">{words.counted}</Paragraph>
        {state.at === "loading" && <p className="quiet">{words.loading}</p>}
        {state.at === "failed" && <SessionFailure failure={state.failure} />}
        {state.at === "shown" && <MakeLink links={state.links} town={town} />}
      </div>
      {state.at === "shown" && (
        <Campaigns
          campaigns={state.links.campaigns}
          mayChange={roles.includes("functional_administrator")}
          onSet={setCampaign}
        >
          <p className="quiet" role="status">
            {said}
          </p>
          {failure === "too_large" ? (
            <Paragraph className="notice notice-danger" role="alert">
              {words.full}
            </Paragraph>
          ) : (
            failure && <SessionFailure failure={failure} />
          )}
        </Campaigns>
      )}
    </Modal>
  );
};
