/** How far raters of the same things agree: one of them alone, and the mean of them all. Null where nothing differs. */
type Agreement = { single: number | null; average: number | null }

const NEXT_TO_NOTHING = 1e-9

/**
 * ICC(2,1) and ICC(2,k): absolute agreement of raters who are a sample of all who could rate, each of whom rated every row (Shrout & Fleiss,
 * Intraclass correlations: uses in assessing rater reliability, Psychological Bulletin 86, 1979, case 2).
 */
export const intraclass = (rows: number[][]): Agreement => intraclassOfSums(rowSums(rows, rows[0]?.length ?? 0))

/** All that it needs of rows. The sums of two sets together are their sums, added. */
export function rowSums(rows: number[][], raters: number): number[] {
  const [byRow, byLevel] = [rows.map(sum), rows.map((row) => sum(row.map(squared)))]
  const byRater = Array.from({ length: raters }, (_, at) => sum(rows.map((row) => row[at] ?? 0)))
  return [rows.length, sum(byRow.map(squared)), sum(byLevel), ...byRater]
}

export function intraclassOfSums([count = 0, ofRows = 0, ofLevels = 0, ...byRater]: number[]): Agreement {
  const raters = byRater.length
  if (raters < 2 || count < 2) return { single: null, average: null }
  const whole = squared(sum(byRater)) / (count * raters)
  const between = ofRows / raters - whole
  const ofRaters = sum(byRater.map(squared)) / count - whole
  const error = Math.max(0, ofLevels - whole - between - ofRaters) / ((count - 1) * (raters - 1))
  const row = between / (count - 1)
  const rater = (ofRaters / (raters - 1) - error) / count
  const [single, average] = [row + (raters - 1) * error + raters * rater, row + rater]
  return {
    single: single > NEXT_TO_NOTHING ? (row - error) / single : null,
    average: average > NEXT_TO_NOTHING ? (row - error) / average : null,
  }
}

const squared = (value: number) => value ** 2
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
