/** What the doctor found out about one thing: ✓ it works, ✗ it does not, – nothing to check, or a question. A failure also says its cure. */
export type Finding = { mark: '✓' | '✗' | '–'; about: string; says: string }

/** A finding as lines: the mark and the first sentence, then the other sentences, one a line. */
export function findingLines({ mark, about, says }: Finding): string[] {
  const [first, ...others] = says.split(/(?<=[.?]) (?=[A-Z])/)
  return [`${mark} ${about}: ${first}`, ...others.map((sentence) => `    ${sentence}`)]
}

/** The last line: whether anything is wrong. */
export function closingLine(failures: number): string {
  if (failures === 0) return 'Nothing is wrong.'
  return failures === 1 ? 'One thing is wrong, marked ✗.' : `${failures} things are wrong, marked ✗.`
}
