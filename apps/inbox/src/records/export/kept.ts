import type { Deposited } from "@eigenkanaal/client";
import type { BeginDeposit, DepositId, MemberId } from "@eigenkanaal/protocol";
import type { PackageState } from "@eigenkanaal/records/package";
import type { Target } from "./target.js";

/**
 * What is needed to go on with an export: ids, numbers and hashes, and none of what was said. `chosen`: what was counted, each
 * with its closing.
 */
export type KeptExport = {
  deposit: DepositId;
  begun: BeginDeposit;
  state: PackageState;
  chosen: readonly Deposited[];
  /** The key of who receives it; null in the clear. */
  key: string | null;
  target: Target;
};

/** Where that is kept: of one member one. */
export type KeptExports = {
  load(): Promise<KeptExport | undefined>;
  save(kept: KeptExport): Promise<void>;
  clear(): Promise<void>;
};

const storeName = "exports";

const opened = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open("eigenkanaal-export", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const withStore = async <T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> => {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const request = work(database.transaction(storeName, mode).objectStore(storeName));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
};

/** On this device; what is written to this page's memory lives as long as the page does. */
export const keptOnDevice = (member: MemberId): KeptExports => {
  let inPage: KeptExport | undefined;
  return {
    load: async () =>
      inPage ?? (await withStore<KeptExport | undefined>("readonly", (store) => store.get(member))),
    save: async (kept) => {
      if (kept.target.kind === "memory") inPage = kept;
      else await withStore("readwrite", (store) => store.put(kept, member));
    },
    clear: async () => {
      inPage = undefined;
      await withStore("readwrite", (store) => store.delete(member));
    },
  };
};
