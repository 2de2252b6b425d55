import type { TownView } from "@eigenkanaal/client";
import { CampaignCode, type Links } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useId, useState } from "react";
import { CopyButton } from "../print/CopyButton.js";
import { QrCode, qrFile } from "../print/QrCode.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import { linkTo } from "./linkTo.js";

/** Chooses topic and campaign, and shows the link and its QR code: to copy, to print, to download. */
export const MakeLink = ({ links, town }: { links: Links; town: TownView }) => {
  const texts = useTexts();
  const { links: words } = texts;
  const [topicId, setTopicId] = useState("");
  const [campaign, setCampaign] = useState<CampaignCode | null>(null);
  const id = useId();
  const topic = town.topics.find((one) => one.topic === topicId) ?? null;
  // It can have been ended meanwhile.
  const held = links.campaigns.some((one) => one.campaign === campaign) ? campaign : null;
  const link = linkTo(links, { topic, campaign: held });
  const about = topic === null ? words.noTopic : inLanguage(topic.name, texts);
  return (
    <>
      <label className="label" htmlFor={`${id}topic`}>
        {words.topic}
      </label>
      <select
        id={`${id}topic`}
        className="field"
        data-first
        value={topicId}
        onChange={(event) => setTopicId(event.target.value)}
      >
        <option value="">{words.noTopic}</option>
        {town.desks.map((desk) => (
          <optgroup key={desk.desk} label={inLanguage(desk.name, texts)}>
            {town.topics
              .filter((one) => one.desk === desk.desk)
              .map((one) => (
                <option key={one.topic} value={one.topic}>
                  {inLanguage(one.name, texts)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <label className="label" htmlFor={`${id}campaign`}>
        {words.campaign}
      </label>
      <select
        id={`${id}campaign`}
        className="field"
        disabled={topic?.sensitive}
        value={topic?.sensitive ? "" : (held ?? "")}
        onChange={(event) => setCampaign(CampaignCode.safeParse(event.target.value).data ?? null)}
      >
        <option value="">{words.noCampaign}</option>
        {links.campaigns.map((one) => (
          <option key={one.campaign}>{one.campaign}</option>
        ))}
      </select>
      {topic?.sensitive && <Paragraph className="notice">{words.sensitive}</Paragraph>}
      {link === null ? (
        <Paragraph className="notice notice-danger" role="alert">
          {words.noPage}
        </Paragraph>
      ) : (
        <div className="link-made">
          <div className="print-sheet link-sheet">
            <h3 className="only-printed">{words.sheetTitle(town.name)}</h3>
            <p className="only-printed">{topic !== null && about}</p>
            <QrCode text={link} label={words.qrLabel(about)} />
            <p className="only-printed">{words.sheetScan}</p>
            <p className="label not-printed" id={`${id}link`}>
              {words.link}
            </p>
            <output className="made-link" aria-labelledby={`${id}link`}>
              {link}
            </output>
            <p className="only-printed">{words.sheetCall(town.contact.phone)}</p>
          </div>
          <div className="setting-actions">
            <CopyButton text={link} words={words} />
            <Button purpose="secondary" onClick={() => window.print()}>
              {words.print}
            </Button>
            <a className="nl-button nl-button--secondary" href={qrFile(link)} download="qr-code.svg">
              {words.download}
            </a>
          </div>
        </div>
      )}
    </>
  );
};
