import { count } from "../count.js";
import type { Texts } from "../wording.js";

/** Words about links to the chat, and the codes by which they are counted. */
export const links: Texts["links"] = {
  title: "Links and QR codes",
  open: "Make a link",
  loading: "Fetching the links…",
  intro:
    "A link opens the chat on your municipality's website, at the topic that you choose. Handy for an answer on social media or in a letter.",
  counted: "We count how many conversations come through a campaign. We do not keep who they are.",
  topic: "Topic",
  noTopic: "None: the resident chooses",
  campaign: "Campaign",
  noCampaign: "None: nothing is counted",
  link: "Link",
  sensitive:
    "This is a sensitive topic. So the link goes straight to the website, and no campaign is counted: our server does not hear which topic it is.",
  noPage: "The municipality has not set a page with the chat yet. Ask the administrator.",
  copy: "Copy link",
  copied: "The link is on your clipboard.",
  notCopied: "Copying failed. Select the link and copy it yourself.",
  print: "Print",
  download: "Download QR code",
  qrLabel: (about) => `QR code that opens the chat: ${about}`,
  sheetTitle: (town) => `Chat with ${town}`,
  sheetScan: "Scan the code with the camera of your phone. Or type the link.",
  sheetCall: (phone) => `Rather call? Call ${phone}.`,
  campaigns: "Campaigns",
  campaignsHint: "For example a letter, a poster or a post on social media. At most 100 at a time.",
  noCampaigns: "There are no campaigns yet.",
  opened: (n, atLeast) =>
    `${atLeast ? "At least " : ""}${count(n, "conversation", "conversations")} in 30 days`,
  onlyAdministrator: "A functional administrator adds campaigns.",
  code: "Name of the new campaign",
  codeHint:
    "Lower-case letters, digits and hyphens. For example letter-waste-2027. Never anything about one person.",
  wrongCode: "Use only lower-case letters, digits and hyphens, at most 40 characters.",
  add: "Add",
  added: "The campaign was added.",
  end: "End",
  ended: "The campaign has ended. Links with it go on working, but are not counted any more.",
  full: "There are 100 campaigns already. End one first.",
};
