import type { Page } from "@playwright/test";
import type { Place } from "../harness/needles.js";

/** What a page's origin keeps on the device, as somebody sees it who has the device: every value of every store. */

type Kept = { name: string; parts: string[] };

/** IndexedDB, localStorage and sessionStorage; texts as UTF-8, binary as it is. A key that script cannot read is its name. */
export const deviceStorage = async (page: Page): Promise<Place[]> => {
  const kept = await page.evaluate(async (): Promise<Kept[]> => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const base64 = (bytes: Uint8Array) =>
      btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    const partsOf = (value: unknown): string[] => {
      if (typeof value === "string") return [base64(new TextEncoder().encode(value))];
      if (value instanceof ArrayBuffer) return [base64(new Uint8Array(value))];
      if (ArrayBuffer.isView(value))
        return [base64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
      if (typeof value !== "object" || value === null || value instanceof CryptoKey)
        return partsOf(String(value));
      return Object.entries(value).flatMap(([key, part]) => [...partsOf(key), ...partsOf(part)]);
    };
    const all: Kept[] = [];
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await answer(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const [keys, values] = [await answer(objects.getAllKeys()), await answer(objects.getAll())];
        values.forEach((value, at) => {
          all.push({ name: `indexedDB ${name}/${store}/${String(keys[at])}`, parts: partsOf(value) });
        });
      }
      database.close();
    }
    for (const [name, storage] of Object.entries({ localStorage, sessionStorage }))
      for (const [key, value] of Object.entries(storage))
        all.push({ name: `${name} ${key}`, parts: partsOf(`${key} ${value}`) });
    return all;
  });
  return kept.map(({ name, parts }) => ({
    name,
    bytes: Buffer.concat([Buffer.from(name), ...parts.map((part) => Buffer.from(part, "base64"))]),
  }));
};

/** Leaves words where a careless page would: the control of a search that finds nothing. */
export const putInStorage = (page: Page, words: string) =>
  page.evaluate(async (text) => {
    localStorage.setItem("control", text);
    sessionStorage.setItem("control", text);
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open("control", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("control");
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const writing = database.transaction("control", "readwrite");
    writing.objectStore("control").put({ text: new TextEncoder().encode(text) }, 1);
    await new Promise((resolve) => {
      writing.oncomplete = resolve;
    });
    database.close();
  }, words);
