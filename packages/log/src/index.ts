export { type Checkpoint, readCheckpoint, writeCheckpoint } from "./checkpoint.js";
export { leafHash, nodeHash } from "./hash.js";
export { type DestructionDay, destructionLeaf } from "./leaf.js";
export { consistencyPath, inclusionPath, treeRoot } from "./tree.js";
export { type Leaf, type TreeHead, verifyConsistency, verifyInclusion } from "./verify.js";
