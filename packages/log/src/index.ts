export { leafHash, nodeHash } from "./hash.js";
export { consistencyPath, inclusionPath, treeRoot } from "./tree.js";
export { type Leaf, type TreeHead, verifyConsistency, verifyInclusion } from "./verify.js";
