-- `previous` makes the database itself refuse a gap: entry n exists only when entry n-1 does.
create table exhibit.ledger_entry (
  index bigint primary key check (index >= 0),
  previous bigint generated always as (nullif(index, 0) - 1) stored references exhibit.ledger_entry (index),
  run_id text collate "C" not null,
  type text collate "C" not null,
  leaf bytea not null check (octet_length(leaf) <= 65535),
  leaf_digest bytea not null generated always as (sha256(leaf)) stored,
  sealed_at timestamptz not null default now()
);
create unique index ledger_entry_content on exhibit.ledger_entry (run_id, type, leaf_digest);
create index ledger_entry_newest on exhibit.ledger_entry (run_id, type, index);

create table exhibit.ledger_checkpoint (
  size bigint primary key check (size >= 0),
  root_hash text not null check (root_hash ~ '^[0-9a-f]{64}$'),
  note text not null,
  saved_at timestamptz not null default now()
);

create function exhibit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'exhibit.% is append-only: % is refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end
$$;
create trigger append_only before update or delete or truncate on exhibit.ledger_entry
  for each statement execute function exhibit.refuse_change();
create trigger append_only before update or delete or truncate on exhibit.ledger_checkpoint
  for each statement execute function exhibit.refuse_change();
