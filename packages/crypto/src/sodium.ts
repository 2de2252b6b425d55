import sodium from "libsodium-wrappers";

/**
 * Loads libsodium (the standard build, WebAssembly). Call it once before anything else of this package;
 * calling it again is free. Rejects when the page's content security policy forbids WebAssembly.
 */
export const ready = (): Promise<void> => sodium.ready;

export { sodium };
