/** Where things stand in a bag. */

export const declarationPath = "bagit.txt";
export const infoPath = "bag-info.txt";
export const payloadManifestPath = "manifest-sha256.txt";
export const tagManifestPath = "tagmanifest-sha256.txt";
export const manifestPath = "manifest.json";
export const signaturePath = "manifest.json.sig";

export const payloadFolder = "data/";
export const selectionPath = "data/selectie.mdto.xml";

/** Of a conversation: its number, without spaces. */
export const folderOf = (number: string): string => number.replaceAll(" ", "-");

export const inFolder = (folder: string, name: string): string => `${payloadFolder}${folder}/${name}`;

const metadataEnding = ".mdto.xml";
const fileMetadataEnding = ".bestand.mdto.xml";

/** Beside a file stands the *bestand* of it, and in a folder the *informatieobject* of what the folder is. */
export const fileMetadataPath = (path: string): string => path + fileMetadataEnding;
export const folderMetadataPath = (folder: string): string => inFolder(folder, folder + metadataEnding);

export const isMetadata = (path: string): boolean => path.endsWith(metadataEnding);

/** The file that a *bestand* at this path is of; undefined where none stands there. */
export const describedBy = (path: string): string | undefined =>
  path.endsWith(fileMetadataEnding) ? path.slice(0, -fileMetadataEnding.length) : undefined;
