import type { Json } from '../contract.ts'

/** What an app sent may be anything: these read a part of it as what it should be, or as empty. */
export const record = (json: Json | undefined): { [key: string]: Json } =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {}

/** A part of the app's JSON as a list. */
export const list = (json: Json | undefined): Json[] => (Array.isArray(json) ? json : [])

/** A part of the app's JSON as a string. */
export const string = (json: Json | undefined): string => (typeof json === 'string' ? json : '')

/** A part of the app's JSON as a number, if it is one. */
export const number = (json: Json | undefined): number | undefined => (typeof json === 'number' ? json : undefined)
