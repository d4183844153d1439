import type { Catalogue } from './language.ts'

/** German. */
export const GERMAN: Catalogue = {}
