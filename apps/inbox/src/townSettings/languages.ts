/** The languages that are offered to choose from (BCP 47): those that Dutch towns meet most. */
export const offeredLanguages = ["nl", "en", "de", "fr", "es", "tr", "ar", "pl", "uk", "ti", "so", "fa"];
