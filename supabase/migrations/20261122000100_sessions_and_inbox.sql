-- What the given schema lacks: workspaces, who a learner is in Slack, versions, sessions and their threads,
-- the inbox, scorecards. Nothing here is read or written but through the functions of the later migrations.

create table public.workspaces (
  id             text primary key, -- Slack's team id
  created_at     timestamptz not null default now(),
  uninstalled_at timestamptz
);

alter table public.learners
  add column workspace_id  text references public.workspaces (id),
  add column slack_user_id text,
  add column time_zone     text,        -- IANA, such as Europe/Berlin
  add column locale        text,        -- such as en-US
  add column dm_channel    text,        -- the bot's direct message with this person
  add column profile_at    timestamptz; -- when name, zone and locale last came from Slack
create unique index learners_by_slack_user on public.learners (workspace_id, slack_user_id);

-- A persona and a rubric are fixed for a session by their versions.
create table public.persona_versions (
  domain_id  text not null,
  version    int not null,
  persona    jsonb not null, -- every column of coaching_personas that the coach uses
  created_at timestamptz not null default now(),
  primary key (domain_id, version)
);

create table public.rubric_versions (
  domain_id    text not null,
  version      int not null,
  dimensions   jsonb not null, -- a list: id, label, question, anchors, cues, probes, ...
  not_evidence jsonb not null default '[]',
  created_at   timestamptz not null default now(),
  primary key (domain_id, version)
);

create table public.sessions (
  id              uuid primary key default gen_random_uuid(),
  workspace_id    text not null references public.workspaces (id),
  learner_id      uuid not null references public.learners (id),
  domain_id       text not null references public.coaching_domains (id),
  persona_version int not null,
  rubric_version  int not null,
  prompt_version  int not null,
  label           text not null default 'private' check (label in ('private', 'shared', 'assigned')),
  event_id        text not null, -- what started it: the same start, delivered twice, is one session
  channel         text,          -- where it lives: null until the opening is shown
  thread_ts       text,
  summary         jsonb,         -- {throughRound, text}: what the oldest rounds came to
  opened_at       timestamptz not null default now(),
  last_reply_at   timestamptz not null default now(),
  idle_asked_at   timestamptz,
  closed_at       timestamptz,
  closed_because  text check (closed_because in ('learner', 'another', 'idle', 'uninstalled', 'unopened')),
  erasures        int not null default 0, -- how often a reply was deleted: a judgement made before is not kept after
  unique (workspace_id, event_id)
);
create unique index one_open_session_per_learner on public.sessions (learner_id) where closed_at is null;
create index sessions_by_learner on public.sessions (learner_id, opened_at desc);
create index sessions_by_domain on public.sessions (domain_id);
create index sessions_idle on public.sessions (last_reply_at) where closed_at is null;

create table public.session_threads (
  workspace_id text not null references public.workspaces (id),
  channel      text not null,
  thread_ts    text not null,
  session_id   uuid not null references public.sessions (id) on delete cascade,
  primary key (workspace_id, channel, thread_ts)
);
create index session_threads_by_session on public.session_threads (session_id);

-- A row of the given table is a round: the learner's reply and the coach's answer, never one without the other.
alter table public.coaching_sessions
  add column workspace_id    text references public.workspaces (id),
  add column persona_version int,
  add column rubric_version  int,
  add column prompt_version  int,
  add column coach_model     text,
  add column judge_model     text,
  add column input_tokens    int,
  add column cached_tokens   int,
  add column output_tokens   int,
  add column marks           jsonb,       -- the judgement "so far", after this round
  add column replies         jsonb not null default '[]', -- [{channel, ts}]: the messages that the reply is made of
  add column answer_channel  text,        -- where Slack holds the answer
  add column answer_ts       text,
  add column edited_at       timestamptz; -- the learner changed a reply after it was answered
create unique index one_row_per_round on public.coaching_sessions (session_id, round_number);
create index rounds_by_message on public.coaching_sessions using gin (replies jsonb_path_ops);

create table public.scorecards (
  id              uuid primary key default gen_random_uuid(),
  workspace_id    text not null references public.workspaces (id),
  session_id      uuid not null unique references public.sessions (id) on delete cascade,
  rubric_version  int not null,
  persona_version int not null,
  prompt_version  int not null,
  judge_model     text not null,
  samples         int not null,
  overall         int check (overall between 1 and 10),
  marks           jsonb not null,
  closing         jsonb not null, -- {workedOut, nextSteps}
  created_at      timestamptz not null default now()
);
create index scorecards_by_workspace on public.scorecards (workspace_id);

-- What came in and what must go out. A row is queued until its answer is kept, answered until Slack shows it, then sent.
create table public.inbox (
  id           bigint generated always as identity primary key,
  key          uuid not null default gen_random_uuid() unique, -- goes out with the post, so that we can look for it
  workspace_id text not null references public.workspaces (id),
  event_id     text not null,
  kind         text not null check (kind in
                 ('reply', 'lead', 'word', 'opening', 'score', 'so-far', 'scorecard', 'idle', 'note', 'erase')),
  actor        text,   -- a Slack user id, from Slack's signed payload
  session_id   uuid references public.sessions (id) on delete cascade,
  channel      text,   -- the message that this is, or the place where the answer goes
  thread_ts    text,
  ts           text,   -- set only where the row is a message
  body         text not null default '', -- what the learner wrote; '' as soon as it is not needed here
  about        jsonb not null default '{}',
  state        text not null default 'queued' check (state in
                 ('queued', 'paused', 'waiting', 'joined', 'answered', 'sent', 'settled', 'stuck')),
  because      text,
  joined_to    bigint references public.inbox (id) on delete set null, -- answered together with that reply
  round_id     uuid references public.coaching_sessions (id) on delete set null,
  edits        int not null default 0,
  look         boolean not null default false, -- a post may be there already: look before posting
  looks        int not null default 0,
  run_at       timestamptz not null default now(),
  attempts     int not null default 0,
  first_try_at timestamptz,
  worker       text,
  lease_token  uuid,
  lease_until  timestamptz,
  sent_channel text,
  sent_ts      text,
  created_at   timestamptz not null default now(),
  ended_at     timestamptz,
  unique (workspace_id, event_id)
);
create unique index inbox_one_row_per_message on public.inbox (workspace_id, channel, ts) where ts is not null;
create index inbox_due on public.inbox (run_at) where state in ('queued', 'answered');
create index inbox_leased on public.inbox (worker) where lease_token is not null;
create index inbox_by_session on public.inbox (session_id, ts) where state in ('queued', 'paused', 'answered');
create index inbox_waiting on public.inbox (workspace_id, actor) where state = 'waiting';
create index inbox_joined on public.inbox (joined_to);
create index inbox_by_round on public.inbox (round_id);
create index inbox_ended on public.inbox (ended_at) where ended_at is not null;
create index inbox_stuck on public.inbox (id) where state = 'stuck';

-- Nobody reads a table. The functions are the one door, and service_role alone may call them.
do $$
declare
  v_table text;
begin
  foreach v_table in array array['coaching_domains', 'coaching_personas', 'learners', 'coaching_sessions', 'workspaces',
    'persona_versions', 'rubric_versions', 'sessions', 'session_threads', 'scorecards', 'inbox']
  loop
    execute format('alter table public.%I enable row level security', v_table);
    execute format('revoke all on public.%I from anon, authenticated, service_role', v_table);
  end loop;
end $$;
