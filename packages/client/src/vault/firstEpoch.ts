import { type CitizenKeys, citizenParticipant, openEpochKey } from "@eigenkanaal/crypto";
import type { DeskId } from "@eigenkanaal/protocol";
import { type Epoch, type Epochs, makeEpoch } from "./epochs.js";
import type { Holder, Identity } from "./identity.js";

/** Speaks with a citizen's keys. */
export const citizenIdentity = ({
  keys,
  instance,
}: {
  keys: CitizenKeys;
  instance: Uint8Array;
}): Identity => ({
  role: "citizen",
  keys: keys.signing,
  instance,
  openKey: (record) => openEpochKey(record, "citizen", keys),
});

/** Epoch 0 of a conversation, for its citizen, a desk and the archive. Undefined where one of those has no valid key. */
export const firstEpoch = async (
  epochs: Pick<Epochs, "channel" | "cryptoId">,
  { desk, keys, holder }: { desk: DeskId; keys: CitizenKeys; holder: Holder },
): Promise<Epoch | undefined> => {
  const { trust } = holder.trusted();
  const deskNow = trust.currentDesk(desk);
  const archive = trust.archiveDesk();
  if (!deskNow || !archive) return undefined;
  return makeEpoch(epochs, {
    participants: [
      citizenParticipant(keys, 2),
      { role: "desk", alg: deskNow.body.enc_alg, certHash: deskNow.hash, pk: deskNow.body.enc_pk },
      { role: "archive", alg: archive.body.enc_alg, certHash: archive.hash, pk: archive.body.enc_pk },
    ],
    reason: "first",
    previous: undefined,
    holder,
  });
};
