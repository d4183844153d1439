-- Loaded first: the two schemas, and the one role of our own. `public` holds the tables and what the application calls; the API serves
-- that schema alone. `private` holds what only these functions and the triggers call.

-- A function's body may name what a later file makes. A test has them all looked at once everything is there.
set check_function_bodies = off;

create schema private;

-- The one role that may look at a team. It can read neither texts nor quotes nor a person's settings: what a manager is told is computed
-- by functions that it owns (grants.sql), so the database itself holds the border.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'threadcoach_digest') then
    create role threadcoach_digest nologin;
  end if;
  execute format('grant threadcoach_digest to %I', current_user); -- so that functions can be handed to it
end $$;
grant usage on schema private to threadcoach_digest;
