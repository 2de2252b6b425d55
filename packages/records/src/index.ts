export { fileNameOf } from "./fileName.js";
export { toHtml } from "./html.js";
export { toJson } from "./json.js";
export { toPlainText } from "./plainText.js";
export { archiveLines, archiveWords } from "./texts/archive.js";
export { type TranscriptWords, transcriptWords } from "./texts/transcript.js";
export type {
  Delivered,
  Doubt,
  OwnConversation,
  RecordedConversation,
  Said,
  Speaker,
  Turn,
  Unsent,
} from "./transcript.js";
