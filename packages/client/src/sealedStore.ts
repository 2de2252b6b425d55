import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** What a vault keeps on its device between visits, sealed before it gets here: in a browser IndexedDB, in Node memory. */
export type SealedStore = {
  get(name: string): Promise<Uint8Array | undefined>;
  put(name: string, sealed: Uint8Array): Promise<void>;
  /** All whose names begin so, by name. */
  all(prefix: string): Promise<{ name: string; sealed: Uint8Array }[]>;
  names(prefix: string): Promise<string[]>;
  /** Erases all whose names begin so. */
  erase(prefix: string): Promise<void>;
};

interface Sealed extends DBSchema {
  sealed: { key: string; value: Uint8Array };
}

const begins = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

export const browserSealedStore = (): SealedStore => {
  let opened: Promise<IDBPDatabase<Sealed>> | undefined;
  const database = () => {
    opened ??= openDB<Sealed>("eigenkanaal-sealed", 1, {
      upgrade: (db) => void db.createObjectStore("sealed"),
    });
    return opened;
  };
  return {
    get: async (name) => (await database()).get("sealed", name),
    put: async (name, sealed) => void (await (await database()).put("sealed", sealed, name)),
    all: async (prefix) => {
      const kept: { name: string; sealed: Uint8Array }[] = [];
      const { store } = (await database()).transaction("sealed");
      for await (const cursor of store.iterate(begins(prefix)))
        kept.push({ name: cursor.primaryKey, sealed: cursor.value });
      return kept;
    },
    names: async (prefix) => (await database()).getAllKeys("sealed", begins(prefix)),
    erase: async (prefix) => (await database()).delete("sealed", begins(prefix)),
  };
};

export const memorySealedStore = (): SealedStore => {
  const kept = new Map<string, Uint8Array>();
  const names = (prefix: string) => [...kept.keys()].filter((name) => name.startsWith(prefix)).toSorted();
  return {
    get: async (name) => kept.get(name),
    put: async (name, sealed) => void kept.set(name, new Uint8Array(sealed)),
    all: async (prefix) =>
      names(prefix).flatMap((name) => {
        const sealed = kept.get(name);
        return sealed ? [{ name, sealed }] : [];
      }),
    names: async (prefix) => names(prefix),
    erase: async (prefix) => {
      for (const name of names(prefix)) kept.delete(name);
    },
  };
};
