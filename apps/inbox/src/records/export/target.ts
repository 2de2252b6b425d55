/** Where a package is written: a folder that the officer chose, or this page's memory, from which the browser downloads it. */
export type Target =
  | { kind: "folder"; folder: FileSystemDirectoryHandle }
  | { kind: "memory"; parts: Blob[] };

/** Whether this browser lets a page write into a folder. */
export const canChooseFolder = (): boolean => "showDirectoryPicker" in window;

/** Asks the officer for a folder; undefined where they chose none. */
export const chooseFolder = async (): Promise<FileSystemDirectoryHandle | undefined> => {
  try {
    return await window.showDirectoryPicker({ id: "export", mode: "readwrite" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return undefined;
    throw error;
  }
};

/** Whether what was allowed before a reload still is, after asking where that is needed. */
export const isAllowed = async (target: Target): Promise<boolean> => {
  if (target.kind === "memory") return true;
  if (!target.folder.queryPermission) return true;
  const mode = { mode: "readwrite" } as const;
  if ((await target.folder.queryPermission(mode)) === "granted") return true;
  return (await target.folder.requestPermission?.(mode)) === "granted";
};
