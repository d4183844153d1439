import { database, onEach } from './each-database.ts'

onEach((check) => {
  check('nobody but service_role can call a function, and nobody sees a table or counts with a sequence', async () => {
    const open = await database.query(`
      select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace, unnest(array['anon', 'authenticated']) as role
       where n.nspname = 'public' and has_function_privilege(role, p.oid, 'execute')
      union all
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(array['anon', 'authenticated', 'service_role']) as role
       where n.nspname = 'public' and c.relkind in ('r', 'v') and (not c.relrowsecurity or has_table_privilege(role, c.oid, 'select, insert, update, delete'))
      union all
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(array['anon', 'authenticated', 'service_role']) as role
       where n.nspname = 'public' and c.relkind = 'S' and has_sequence_privilege(role, c.oid, 'usage, select, update')
      union all
      select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = 'public' and not coalesce(p.proconfig @> array['search_path=""'], false)`)
    expect(open).toEqual([])
  })
})
