/** What answers rpc calls: PGlite in the process, or in tests a pool of connections to a real PostgreSQL. */
export type Database = {
  /**
   * Runs the statements in order, in one transaction of its own. Gives the rows of the last one, each value as text. What is `first` goes
   * before all that waits, where calls wait for each other.
   */
  transaction(statements: Statement[], how?: { first: boolean }): Promise<Row[]>
}

/** One statement with its parameters; without `values` it may be a script of several. */
export type Statement = { text: string; values?: (string | null)[] }

export type Row = (string | null)[]
