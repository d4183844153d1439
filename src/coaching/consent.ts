/** The text that people read before they are coached for the first time. Raised with its words: whoever read an older one is asked again. */
export const CONSENT_VERSION = 1
