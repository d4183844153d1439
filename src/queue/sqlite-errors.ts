const BUSY = 5
const FULL = 13

/** Somebody else, a living process, has the lock. */
export const isBusy = (error: unknown): boolean => is(error, 'errcode', BUSY)

/** No room is left on the disk, as SQLite says it or as Node does. */
export const isFull = (error: unknown): boolean => is(error, 'errcode', FULL) || is(error, 'code', 'ENOSPC')

const is = (error: unknown, field: 'errcode' | 'code', value: unknown): boolean =>
  typeof error === 'object' && error !== null && Reflect.get(error, field) === value
