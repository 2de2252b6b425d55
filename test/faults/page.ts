import type { OutboxStore } from "@eigenkanaal/client/node";
import type { ConversationId } from "@eigenkanaal/protocol";
import type { Device } from "../harness/people.js";

/** A page of a device: what it asks of the device's storage after its end is never carried out, nor answered. */
export type Page = {
  device: Device;
  /** As a reload or a crash does it: whatever it was doing stops in the middle. */
  end(): void;
  /** The work's result, or undefined when the page ends before it. */
  whileThere<T>(work: Promise<T>): Promise<T | undefined>;
};

/** Opens a page on a device; `stop` ends its client. */
export const openPage = (device: Device): Page => {
  let isThere = true;
  let ended: () => void = () => undefined;
  const end = new Promise<undefined>((resolve) => {
    ended = () => resolve(undefined);
  });
  return {
    device: {
      ...device,
      keyStore: mortal(device.keyStore, () => isThere),
      store: mortal(device.store, () => isThere),
    },
    end: () => {
      isThere = false;
      ended();
    },
    whileThere: (work) => Promise.race([work, end]),
  };
};

/** Only calls that promise something can be left without an answer; what is watched simply falls silent. */
const mortal = <Store extends object>(store: Store, isThere: () => boolean): Store =>
  new Proxy(store, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return (...args: unknown[]) =>
        isThere() || name === "watch"
          ? Reflect.apply(method, target, args)
          : new Promise<never>(() => undefined);
    },
  });

/** Carries out one piece of work after another, in the order they were given. */
export const takeTurns = (mishap: (what: string) => void) => {
  let tail = Promise.resolve();
  return (work: () => Promise<void>) => {
    tail = tail
      .then(work)
      .catch((error) => mishap(error instanceof Error ? (error.stack ?? error.message) : "unknown"));
  };
};

/** How many items still have to go out; what was refused stays until its author decides about it. */
export const waitingIn = async (store: OutboxStore, conversation: ConversationId): Promise<number> =>
  (await store.list(conversation)).filter(({ item }) => item.kind !== "message" || item.refused === null)
    .length;
