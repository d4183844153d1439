/** One structured line a thing that happened. Ids, counts and codes only: never what a person wrote. */
export type Log = {
  info(what: string, about?: LogFields): void
  warn(what: string, about?: LogFields): void
  error(what: string, about?: LogFields): void
}
type LogFields = Record<string, string | number | boolean | undefined>

/** Writes each line as JSON to `write` (by default standard error), with the time and the level. */
export function openLog(write: (line: string) => void = (line) => void process.stderr.write(`${line}\n`)): Log {
  const at =
    (level: string) =>
    (what: string, about: LogFields = {}) =>
      write(JSON.stringify({ at: new Date().toISOString(), level, what, ...about }))
  return { info: at('info'), warn: at('warn'), error: at('error') }
}
