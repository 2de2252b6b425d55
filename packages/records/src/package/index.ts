export { checkPackage, type PackageFault } from "./checkPackage.js";
export { fileSink } from "./fileSink.js";
export type { Actor, Appraisal, ConversationEvent, Restriction } from "./metadata.js";
export {
  type LeftOut,
  newPackage,
  type PackagedConversation,
  type PackagedFile,
  type PackagePlan,
  type PackageState,
  reachedOf,
} from "./plan.js";
export { packageFileName, type Seal } from "./seal.js";
export type { Sink } from "./sink.js";
export { type PackageProgress, writePackage } from "./writePackage.js";
export { PackageTooLarge } from "./zip.js";
