import workerUrl from "./vault.worker.ts?worker&url";

/** As far as used here; the browser's types do not have Trusted Types yet. */
type TrustedTypes = {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): string;
  };
};

/** The Worker that holds the keys. The only Trusted Types policy of the widget: it lets through this one address. */
export const startVaultWorker = (): Worker => {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy("eigenkanaal", {
    createScriptURL: (url) => {
      if (url !== workerUrl) throw new TypeError("not the address of the worker");
      return url;
    },
  });
  return new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: "module" });
};
