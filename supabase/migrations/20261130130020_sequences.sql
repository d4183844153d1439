-- Nobody but the functions counts anything: not even a sequence can be read or moved on by who may call them. Whoever could read the one behind
-- `inbox` would see how much is being said.
revoke all on all sequences in schema public from public, anon, authenticated, service_role, threadcoach_digest;
