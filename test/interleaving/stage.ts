import type { Store } from '../../src/store/store.ts'
import { openStore } from '../../src/store/supabase.ts'
import { openTestDatabase } from '../database.ts'

type Query = (sql: string, params?: unknown[]) => Promise<Record<string, unknown>[]>

/** Where stories are played: the stores of any number of processes on one database that can be looked into. */
export type Stage = {
  storeOf: (process: string) => Store
  query: Query
  /** Every column of every row of every table as text, of one workspace or of all. */
  dump: (workspace?: string) => Promise<string[]>
  close: () => Promise<void>
}

export async function openStage(): Promise<Stage> {
  const { fetch, query, close } = await openTestDatabase()
  const stores = new Map<string, Store>()
  const tables = await query(
    `select t.table_name as name, bool_or(c.column_name = 'workspace_id') as apart
       from information_schema.tables t join information_schema.columns c using (table_schema, table_name)
      where t.table_schema = 'public' and t.table_type = 'BASE TABLE' group by 1`,
  )
  const rowsOf = (only: (apart: unknown) => string | undefined) =>
    tables
      .flatMap(({ name, apart }) => {
        const where = only(apart)
        return where === undefined ? [] : `select '${name} ' || t::text as row from public.${name} t ${where}`
      })
      .join(' union all ')
  const ofOne = rowsOf((apart) => (apart === true ? 'where workspace_id = $1' : undefined))
  const ofAll = rowsOf(() => '')

  return {
    storeOf(process) {
      const store = stores.get(process) ?? openStore({ url: 'http://embedded', key: 'x', instance: process, fetch })
      stores.set(process, store)
      return store
    },
    query,
    dump: async (workspace) =>
      (workspace ? await query(ofOne, [workspace]) : await query(ofAll)).map(({ row }) => String(row)),
    close,
  }
}
