import { maxDeposited } from "@eigenkanaal/protocol";
import { answerOf } from "./account.js";
import type { DepositActions } from "./depositViews.js";
import type { Http } from "./http.js";
import type { AgentVault } from "./vault/vault.js";

type Parts = {
  http: Pick<Http, "deposits" | "beginDeposit" | "addToDeposit" | "endDeposit" | "registerReceipt">;
  vault: Pick<AgentVault, "signExport" | "exportsAs" | "beginSealing" | "sealMore" | "endSealing">;
};

/** Packages for an e-depot (PROTOCOL.md P30 to P32). */
export const createDeposits = ({ http, vault }: Parts): DepositActions => ({
  list: async () => answerOf(await http.deposits()),
  begin: async (deposit, asked) => answerOf(await http.beginDeposit(deposit, asked)),
  add: async (deposit, conversations) => {
    for (let at = 0; at < conversations.length; at += maxDeposited) {
      const some = conversations.slice(at, at + maxDeposited);
      const answer = await http.addToDeposit(deposit, { conversations: some });
      if (!answer.ok) return answerOf(answer);
    }
    return { ok: true, value: null };
  },
  end: async (deposit, ending) => answerOf(await http.endDeposit(deposit, ending)),
  register: async (deposit, receipt) => answerOf(await http.registerReceipt(deposit, receipt)),
  signer: () => vault.exportsAs(),
  sign: (manifest) => vault.signExport(manifest),
  sealTo: async (key) => {
    const head = await vault.beginSealing(key);
    if (!head) return undefined;
    return async function* (plain) {
      yield head;
      // Empty while there is too little for a chunk: whoever writes hears all the same that a piece went in.
      for await (const bytes of plain) yield await vault.sealMore(bytes);
      yield await vault.endSealing();
    };
  },
});
