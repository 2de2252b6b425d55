import { answerOf } from "./account.js";
import type { Http } from "./http.js";
import type { SharedRemarkActions } from "./sharedRemarkViews.js";
import type { AgentVault } from "./vault/vault.js";

/** What citizens let a supervisor read, opened with that supervisor's own key (PROTOCOL.md Q6). */
export const createSharedRemarks = ({
  http,
  vault,
}: {
  http: Pick<Http, "sharedRemarks">;
  vault: Pick<AgentVault, "openSharedRemarks">;
}): SharedRemarkActions => ({
  load: async (before) => {
    const answer = answerOf(await http.sharedRemarks(before));
    if (!answer.ok) return answer;
    const { remarks, more } = answer.value;
    const texts = await vault.openSharedRemarks(remarks.map(({ copy }) => bytesOf(copy)));
    const opened = remarks.map(({ copy: _, ...told }, index) => ({ ...told, text: texts[index] ?? null }));
    return { ok: true, value: { remarks: opened, more } };
  },
});

const bytesOf = (base64Url: string): Uint8Array =>
  Uint8Array.from(atob(base64Url.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
