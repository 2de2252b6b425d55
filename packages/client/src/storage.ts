import type { ConversationId } from "@eigenkanaal/protocol";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Exclusive, OutboxItem, OutboxStore } from "./outbox.js";

/** What a client keeps between visits. In a browser IndexedDB, made only when there is something to keep; in Node memory. */

/** Small secrets, sealed under a key that script can use but not read (WebCrypto, not extractable). */
export type KeyStore = {
  get(name: string): Promise<Uint8Array | undefined>;
  put(name: string, secretBytes: Uint8Array): Promise<void>;
  delete(name: string): Promise<void>;
};

const keysName = "eigenkanaal-keys";
const outboxName = "eigenkanaal-outbox";

interface Keys extends DBSchema {
  secret: { key: string; value: { key: CryptoKey; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer } };
}

interface OutboxData extends DBSchema {
  item: { key: number; value: OutboxItem; indexes: { conversation: string } };
}

/** Opening a database creates it, and a visitor who only looks must leave no trace: where the browser can tell, ask first. */
const exists = async (name: string): Promise<boolean> => {
  if (!indexedDB.databases) return true;
  return (await indexedDB.databases()).some((database) => database.name === name);
};

export const browserKeyStore = (): KeyStore => {
  let opened: Promise<IDBPDatabase<Keys>> | undefined;
  const database = () => {
    opened ??= openDB<Keys>(keysName, 1, { upgrade: (db) => void db.createObjectStore("secret") });
    return opened;
  };
  return {
    get: async (name) => {
      if (!opened && !(await exists(keysName))) return undefined;
      const kept = await (await database()).get("secret", name);
      if (!kept) return undefined;
      return new Uint8Array(
        await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, kept.key, kept.sealed),
      );
    },
    put: async (name, secretBytes) => {
      const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
        "encrypt",
        "decrypt",
      ]);
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new Uint8Array(secretBytes));
      await (await database()).put("secret", { key, iv, sealed }, name);
    },
    delete: async (name) => {
      if (!opened && !(await exists(keysName))) return;
      await (await database()).delete("secret", name);
    },
  };
};

export const memoryKeyStore = (): KeyStore => {
  const kept = new Map<string, Uint8Array>();
  return {
    get: async (name) => {
      const secretBytes = kept.get(name);
      return secretBytes && new Uint8Array(secretBytes);
    },
    put: async (name, secretBytes) => void kept.set(name, new Uint8Array(secretBytes)),
    delete: async (name) => void kept.delete(name),
  };
};

export const browserOutboxStore = (): OutboxStore => {
  let opened: Promise<IDBPDatabase<OutboxData>> | undefined;
  const database = () => {
    opened ??= openDB<OutboxData>(outboxName, 1, {
      upgrade: (db) => {
        const items = db.createObjectStore("item", { autoIncrement: true });
        items.createIndex("conversation", "conversation");
      },
    });
    return opened;
  };
  const tabs = new BroadcastChannel(outboxName);
  const tell = (conversation: ConversationId) => tabs.postMessage(conversation);
  return {
    list: async (conversation) => {
      if (!opened && !(await exists(outboxName))) return [];
      const index = (await database()).transaction("item").store.index("conversation");
      const kept: { id: number; item: OutboxItem }[] = [];
      for await (const cursor of index.iterate(conversation))
        kept.push({ id: cursor.primaryKey, item: cursor.value });
      return kept;
    },
    add: async (item) => {
      await (await database()).add("item", item);
      tell(item.conversation);
    },
    replace: async (id, item) => {
      await (await database()).put("item", item, id);
      tell(item.conversation);
    },
    remove: async (id) => {
      const transaction = (await database()).transaction("item", "readwrite");
      const item = await transaction.store.get(id);
      await transaction.store.delete(id);
      await transaction.done;
      if (item) tell(item.conversation);
    },
    clear: async (conversation) => {
      if (!opened && !(await exists(outboxName))) return;
      const transaction = (await database()).transaction("item", "readwrite");
      for await (const cursor of transaction.store.index("conversation").iterate(conversation))
        await cursor.delete();
      await transaction.done;
      tell(conversation);
    },
    watch: (conversation, changed) => {
      const hear = ({ data }: MessageEvent) => {
        if (data === conversation) changed();
      };
      tabs.addEventListener("message", hear);
      return () => tabs.removeEventListener("message", hear);
    },
  };
};

export const memoryOutboxStore = (): OutboxStore => {
  const kept = new Map<number, OutboxItem>();
  const watching = new Set<(conversation: ConversationId) => void>();
  const tell = (conversation: ConversationId | undefined) => {
    if (conversation) for (const hear of watching) hear(conversation);
  };
  let nextId = 1;
  return {
    list: async (conversation) =>
      [...kept].filter(([, item]) => item.conversation === conversation).map(([id, item]) => ({ id, item })),
    add: async (item) => {
      kept.set(nextId++, item);
      tell(item.conversation);
    },
    replace: async (id, item) => {
      kept.set(id, item);
      tell(item.conversation);
    },
    remove: async (id) => {
      const item = kept.get(id);
      kept.delete(id);
      tell(item?.conversation);
    },
    clear: async (conversation) => {
      for (const [id, item] of kept) if (item.conversation === conversation) kept.delete(id);
      tell(conversation);
    },
    watch: (conversation, changed) => {
      const hear = (told: ConversationId) => {
        if (told === conversation) changed();
      };
      watching.add(hear);
      return () => void watching.delete(hear);
    },
  };
};

/** Web Locks: the browser frees the lock of a tab that dies. */
export const betweenTabs: Exclusive = (name, work) =>
  navigator.locks.request(`eigenkanaal-${name}`, work) as ReturnType<typeof work>;

/** One process, one client: nothing to exclude. */
export const aloneHere: Exclusive = (_name, work) => work();
