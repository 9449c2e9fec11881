-- The record of the schedule. The queue (BullMQ) is only its trigger: everything in it can be built again from here.
create table exhibit.schedule (
  connection text collate "C" primary key,
  platform text not null,
  cron text,
  time_zone text,
  every_ms bigint,
  jitter_ms bigint not null,
  priority integer not null,
  planned_until text collate "C" not null,
  check ((cron is null) <> (every_ms is null))
);

create table exhibit.slot (
  run_id text collate "C" primary key,
  connection text collate "C" not null,
  platform text collate "C" not null,
  due_at text collate "C" not null,
  not_before text collate "C" not null,
  trigger text not null check (trigger in ('schedule', 'demand')),
  priority integer not null,
  state text not null check (state in ('due', 'running', 'complete', 'incomplete', 'failed', 'cancelled', 'missed')),
  attempts integer not null default 0,
  failures integer not null default 0,
  worker text,
  started_at text collate "C",
  ended_at text collate "C",
  error text,
  needs_person boolean not null default false,
  reason text,
  caught_up_by text collate "C",
  replays text collate "C" unique references exhibit.slot (run_id),
  cancel_requested boolean not null default false,
  unique (connection, due_at),
  check ((ended_at is null) = (state in ('due', 'running')))
);
create index slot_open on exhibit.slot (connection, priority, due_at) where state in ('due', 'running');
create unique index slot_one_running on exhibit.slot (connection) where state = 'running';
create index slot_newest on exhibit.slot (due_at desc, run_id desc);
create index slot_failed on exhibit.slot (due_at desc) where state = 'failed';

-- A slot that has ended keeps its end: whoever comes later with another one is refused, not believed.
create function exhibit.keep_slot_end() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null and (new.state is distinct from old.state or new.ended_at is distinct from old.ended_at) then
    raise exception 'slot % has ended as %', old.run_id, old.state using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger ends_once before update on exhibit.slot for each row execute function exhibit.keep_slot_end();

create table exhibit.worker (
  id text collate "C" primary key,
  host text not null,
  pid integer not null,
  version text not null,
  concurrency integer not null,
  running text not null,
  started_at text not null,
  heartbeat_at timestamptz not null
);

create table exhibit.queue_state (
  only_row boolean primary key default true check (only_row),
  paused boolean not null
);
insert into exhibit.queue_state (paused) values (false);
