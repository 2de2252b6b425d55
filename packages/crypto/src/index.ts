export {
  type AttachmentDescription,
  type AttachmentPlace,
  maxFileBytes,
  type OpenedAttachment,
  openAttachment,
  paddedFileBytes,
  sealAttachment,
} from "./attachment.js";
export type { AttachmentReference, Body, MessageClass } from "./body.js";
export { decodeBody, encodeBody, maxRegistrationBytes, maxTextBytes } from "./body.js";
export { isBundleSignedBy, signBundle } from "./bundle.js";
export {
  bytesToUuid,
  concat,
  decodeUtf8,
  equalBytes,
  fromBase64Url,
  type Random,
  randomBytes,
  sha256,
  toBase64Url,
  u8,
  u32,
  u64,
  utf8,
  uuidToBytes,
} from "./bytes.js";
export type {
  CertificateBody,
  DeskBody,
  OfficerBody,
  PolicyBody,
  RevokeBody,
  RosterBody,
  RosterMember,
} from "./certificateBody.js";
export {
  addSignature,
  type Certificate,
  type CertificateSignature,
  certificateHash,
  certificateLeaf,
  type LoggedCertificate,
  readCertificate,
  signCertificate,
} from "./certificates.js";
export {
  type AcceptedEpoch,
  type Arrival,
  checkEpoch,
  type EpochContext,
  type EpochFault,
  type Transfer,
} from "./checkEpoch.js";
export { continueCode, parseContinueCode } from "./continueCode.js";
export { fromCrockford, toCrockford } from "./crockford.js";
export {
  type DeskEpoch,
  openPreviousDeskSeed,
  sealPreviousDeskSeed,
  seedFitsCertificate,
  unwrapDeskSeed,
  wrapDeskSeed,
} from "./deskKeys.js";
export { type EnvelopeHeader, envelopeHash, readHeader, senderRef } from "./envelope.js";
export {
  citizenId,
  citizenParticipant,
  createEpoch,
  internalConversationId,
  type NewEpoch,
  type OpenedEpochKey,
  openEpochKey,
  previousEpochKey,
} from "./epoch.js";
export {
  type EpochReason,
  type EpochRecord,
  type Participant,
  type ParticipantRole,
  type ReadEpoch,
  readEpoch,
} from "./epochRecord.js";
export { isExportSignedBy, signExport } from "./export.js";
export {
  type AgentKeys,
  agentFromSeed,
  type CitizenKeys,
  citizenFromEntropy,
  conversationNumber,
  type DeskKeys,
  deskFromSeed,
  joinRootSeed,
  organisationNumber,
  signChallenge,
  signingKeysFromSeed,
  splitRootSeed,
  type WrapKeys,
} from "./keys.js";
export {
  type Acknowledgement,
  type MessageContext,
  type MessageFault,
  maxAcknowledgements,
  type NewMessage,
  type OpenedMessage,
  openMessage,
  type SealedMessage,
  type SenderRole,
  sealMessage,
  signRedaction,
} from "./message.js";
export { openDraft, openSegment, sealDraft, sealSegment, searchKey } from "./onDevice.js";
export { type OpenedPackage, openSealed, type PackageSeal, receiverOf, sealToKey } from "./package.js";
export { type BoxKeys, type SigningKeys, wipe } from "./primitives.js";
export { proveWork } from "./proofOfWork.js";
export { openRootPin, sealRootPin } from "./rootPin.js";
export { openSharedRemark, sealSharedRemark } from "./sharedRemark.js";
export {
  newRecoveryKit,
  type OpenedSlot,
  openSlot,
  parseRecoveryKit,
  recoveryKek,
  type SlotHeader,
  sealSlot,
} from "./slots.js";
export { ready } from "./sodium.js";
export {
  type Acceptance,
  acceptMessage,
  acknowledgementsFor,
  emptyTranscript,
  leaveUnread,
  nextPlace,
  resumeAfterGap,
  type Transcript,
  type TranscriptFault,
  type Warning,
} from "./transcript.js";
export { buildTrust, type CertificateFault, type Trust, type Verified } from "./trust.js";
export type { WrapAlgorithm } from "./wrap.js";
