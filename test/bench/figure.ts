/** Something that is measured, beside what it should be. */
export type Figure = { what: string; value: number; unit: string; target?: { atMost: number } | { atLeast: number } }

/** A measurement: what is done, and the figures that come of it, or why it could not be done here. */
export type Measurement = {
  title: string
  measure(): Promise<Figure[] | string>
}

/** Whether a figure is what it should be; undefined where nothing is asked of it, or this machine does not tell it. */
export function isMet({ value, target }: Figure): boolean | undefined {
  if (!target || Number.isNaN(value)) return undefined
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast
}
