-- All that matters of a database as plain rows: what it is, its name, which side of it, and how that is. The same on PostgreSQL 15 to 18
-- and on PGlite. Not read: comments, and the order of columns, which a later `add column` cannot choose.
with roles as ( -- what names of roles differ by engine: here is one name for whoever migrates
  select 0::oid as oid, 'public'::text as name -- a name of the type `name` would cut whatever stands beside it in a list
  union all
  select oid, case when rolname = current_user then 'who migrates' else rolname::text end from pg_roles
),
schemas as (
  select oid, nspname::text as name, nspowner, nspacl from pg_namespace
   where nspname not like 'pg\_%' and nspname not in ('information_schema', 'supabase_migrations')
),
relations as (
  select c.oid, c.relkind, c.relowner, c.relacl, c.relrowsecurity, c.relforcerowsecurity, c.relpersistence, c.reloptions,
         format('%I.%I', s.name, c.relname) as name
    from pg_class c join schemas s on s.oid = c.relnamespace
),
columns as (
  select r.oid as relation, a.attnum, a.attacl, a.atttypid, a.atttypmod, a.attnotnull, a.attgenerated, a.attidentity, a.attcollation,
         format('%s.%I', r.name, a.attname) as name,
         (select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d where d.adrelid = a.attrelid and d.adnum = a.attnum) as expression
    from pg_attribute a join relations r on r.oid = a.attrelid
   where r.relkind in ('r', 'p', 'v', 'm', 'c', 'f') and a.attnum > 0 and not a.attisdropped
),
functions as (
  select p.*, format('%I.%I(%s)', s.name, p.proname, oidvectortypes(p.proargtypes)) as name from pg_proc p join schemas s on s.oid = p.pronamespace
),
types as (
  select t.*, format('%I.%I', s.name, t.typname) as name from pg_type t join schemas s on s.oid = t.typnamespace
   where t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and exists (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
),
-- What the owner may do goes without saying, and MAINTAIN is known to newer engines alone.
granted as (
  select 'schema' as kind, s.name::text, s.nspowner as owner, coalesce(s.nspacl, acldefault('n', s.nspowner)) as acl from schemas s
  union all
  select case r.relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized view' else 'table' end, r.name, r.relowner,
         coalesce(r.relacl, acldefault((case when r.relkind = 'S' then 's' else 'r' end)::"char", r.relowner))
    from relations r where r.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  union all
  select 'column', c.name, r.relowner, c.attacl from columns c join relations r on r.oid = c.relation where c.attacl is not null
  union all
  select 'function', f.name, f.proowner, coalesce(f.proacl, acldefault('f', f.proowner)) from functions f
  union all
  select 'type', t.name, t.typowner, coalesce(t.typacl, acldefault('T', t.typowner)) from types t
  union all
  select 'default grants', format('of %s in %s', case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
           when 'T' then 'types' else 'schemas' end, coalesce(s.name, 'every schema')), d.defaclrole, d.defaclacl
    from pg_default_acl d join roles o on o.oid = d.defaclrole left join schemas s on s.oid = d.defaclnamespace where o.name = 'who migrates'
),
rows (kind, name, side, value) as (
  select 'role', r.rolname::text, x.side, x.value
    from pg_roles r,
         lateral (values ('attributes', concat_ws(', ', case when r.rolcanlogin then 'login' end, case when r.rolinherit then 'inherit' end,
                          case when r.rolsuper then 'superuser' end, case when r.rolcreaterole then 'createrole' end, case when r.rolcreatedb then 'createdb' end,
                          case when r.rolreplication then 'replication' end, case when r.rolbypassrls then 'bypassrls' end)),
                         ('membership', (select string_agg(g.rolname, ', ' order by g.rolname) from pg_auth_members m
                                           join pg_roles g on g.oid = m.roleid where m.member = r.oid))) as x (side, value)
   where r.rolname like 'threadcoach\_%'
  union all
  select 'schema', s.name, 'owner', o.name from schemas s join roles o on o.oid = s.nspowner
  union all
  select g.kind, g.name, 'grants to ' || o.name,
         string_agg(a.privilege_type || case when a.is_grantable then ' with grant option' else '' end, ', ' order by a.privilege_type)
    from granted g, aclexplode(g.acl) a join roles o on o.oid = a.grantee
   where a.grantee <> g.owner and a.privilege_type <> 'MAINTAIN' group by g.kind, g.name, o.name
  union all
  select case r.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end, r.name, x.side, x.value
    from relations r join roles o on o.oid = r.relowner,
         lateral (values ('owner', o.name), ('row-level security', concat_ws(', ', case when r.relrowsecurity then 'on' else 'off' end,
                                                                            case when r.relforcerowsecurity then 'forced' end)),
                         ('kind', concat_ws(' ', r.relkind, r.relpersistence)), ('options', array_to_string(r.reloptions, ', ')),
                         ('definition', case when r.relkind in ('v', 'm') then pg_get_viewdef(r.oid) end)) as x (side, value)
   where r.relkind in ('r', 'p', 'v', 'm', 'f')
  union all
  select 'column', c.name, x.side, x.value
    from columns c,
         lateral (values ('type', format_type(c.atttypid, c.atttypmod)), ('nullability', case when c.attnotnull then 'not null' else 'null' end),
                         ('default', case when c.attgenerated = '' then c.expression end),
                         ('generation', case when c.attgenerated <> '' then format('%s %s', c.attgenerated, c.expression) end),
                         ('identity', case c.attidentity when 'a' then 'always' when 'd' then 'by default' end),
                         ('collation', (select l.collname::text from pg_collation l join pg_type t on t.oid = c.atttypid
                                         where l.oid = c.attcollation and c.attcollation <> t.typcollation))) as x (side, value)
  union all
  select 'constraint', format('%s.%I', coalesce(r.name, t.name), k.conname), 'definition', pg_get_constraintdef(k.oid)
    from pg_constraint k left join relations r on r.oid = k.conrelid left join types t on t.oid = k.contypid
   where coalesce(r.oid, t.oid) is not null and k.contype not in ('n', 't') -- nullability is a side of a column; newer engines name it too
  union all
  select 'index', i.name, x.side, x.value
    from pg_index n join relations i on i.oid = n.indexrelid,
         lateral (values ('definition', pg_get_indexdef(i.oid)), ('validity', case when n.indisvalid then 'valid' else 'not valid' end),
                         ('replica identity', case when n.indisreplident then 'yes' end)) as x (side, value)
   where not exists (select from pg_constraint k where k.conindid = i.oid and k.contype in ('p', 'u', 'x')) -- those are constraints
  union all
  select 'trigger', format('%s.%I', r.name, t.tgname), x.side, x.value
    from pg_trigger t join relations r on r.oid = t.tgrelid,
         lateral (values ('definition', pg_get_triggerdef(t.oid)), ('enabled', t.tgenabled::text)) as x (side, value)
   where not t.tgisinternal
  union all
  select 'rule', format('%s.%I', r.name, w.rulename), 'definition', pg_get_ruledef(w.oid)
    from pg_rewrite w join relations r on r.oid = w.ev_class where w.rulename <> '_RETURN'
  union all
  select 'function', f.name, x.side, x.value
    from functions f join roles o on o.oid = f.proowner join pg_language l on l.oid = f.prolang,
         lateral (values ('owner', o.name), ('arguments', pg_get_function_arguments(f.oid)), ('result', pg_get_function_result(f.oid)),
                         ('kind', f.prokind::text), ('language', l.lanname::text),
                         ('volatility', case f.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end),
                         ('security', case when f.prosecdef then 'definer' else 'invoker' end), ('settings', array_to_string(f.proconfig, ', ')),
                         ('null input', case when f.proisstrict then 'strict' end), ('leakproof', case when f.proleakproof then 'yes' end),
                         ('parallel', f.proparallel::text), ('cost', format('%s, %s rows', f.procost, f.prorows)),
                         ('body', coalesce(pg_get_function_sqlbody(f.oid), f.prosrc))) as x (side, value)
  union all
  select 'sequence', r.name, x.side, x.value
    from pg_sequence q join relations r on r.oid = q.seqrelid join roles o on o.oid = r.relowner,
         lateral (values ('owner', o.name),
                         ('numbers', format('%s from %s by %s, %s to %s, cache %s%s', format_type(q.seqtypid, null), q.seqstart, q.seqincrement,
                                            q.seqmin, q.seqmax, q.seqcache, case when q.seqcycle then ', cycle' else '' end)),
                         ('column', (select string_agg(format('%s %s', d.deptype, c.name), ', ') from pg_depend d
                                       join columns c on c.relation = d.refobjid and c.attnum = d.refobjsubid
                                      where d.classid = 'pg_class'::regclass and d.objid = r.oid))) as x (side, value)
  union all
  select 'policy', format('%s.%I', r.name, p.polname), x.side, x.value
    from pg_policy p join relations r on r.oid = p.polrelid,
         lateral (values ('command', p.polcmd::text), ('kind', case when p.polpermissive then 'permissive' else 'restrictive' end),
                         ('roles', (select string_agg(o.name, ', ' order by o.name) from unnest(p.polroles) u (oid) join roles o on o.oid = u.oid)),
                         ('using', pg_get_expr(p.polqual, p.polrelid)), ('check', pg_get_expr(p.polwithcheck, p.polrelid))) as x (side, value)
  union all
  select 'type', t.name, x.side, x.value
    from types t join roles o on o.oid = t.typowner,
         lateral (values ('owner', o.name), ('nullability', case when t.typnotnull then 'not null' else 'null' end), ('default', t.typdefault),
                         ('definition', coalesce((select string_agg(e.enumlabel, ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
                                                 case when t.typbasetype <> 0 then format_type(t.typbasetype, t.typtypmod) else t.typtype::text end))
                 ) as x (side, value)
)
select kind, name, side, value from rows where value is not null order by kind, name, side
