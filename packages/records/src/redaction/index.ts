export { publicationWords } from "../texts/publication.js";
export { type Decision, type WooGround, wooGrounds } from "./grounds.js";
export {
  confirmedMasks,
  type FindingKind,
  keyOf,
  type Marking,
  placesOf,
  undecided,
  withDecision,
  withMasksByHand,
} from "./markings.js";
export { type Assessed, decisionOf, publicationOf } from "./publication.js";
export { type Finders, suggestedMarkings } from "./suggest.js";
export { textsOf, type Weighed, type WeighedLine } from "./weighed.js";
export { zipOf } from "./zipOf.js";
