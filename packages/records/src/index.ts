export type { RecordedConversation, Said, Speaker } from "./transcript.js";
