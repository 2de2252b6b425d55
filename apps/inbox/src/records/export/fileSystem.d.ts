/** What TypeScript's own library does not have of the File System Access API (WICG), which not every browser has either. */

interface Window {
  showDirectoryPicker(options: { id: string; mode: "readwrite" }): Promise<FileSystemDirectoryHandle>;
}

interface FileSystemHandle {
  queryPermission?(descriptor: { mode: "readwrite" }): Promise<PermissionState>;
  requestPermission?(descriptor: { mode: "readwrite" }): Promise<PermissionState>;
}

interface FileSystemFileHandle {
  move?(name: string): Promise<void>;
}
