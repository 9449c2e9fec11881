-- Results arrive in batches: rows are written under a batch that nothing points at, and become visible at once when
-- check_run.batch is set to it. A batch that a crash left behind is never visible.
create table exhibit.result_batch (
  id bigint generated always as identity primary key,
  run_id text collate "C" not null,
  created_at timestamptz not null default now()
);
create index result_batch_run on exhibit.result_batch (run_id);

-- The four key columns are for order and paging only (shortened, U+0000 replaced); the truth is `document`.
create table exhibit.result (
  batch bigint not null references exhibit.result_batch (id) on delete cascade,
  check_id text collate "C" not null,
  connection text collate "C" not null,
  scope text collate "C" not null,
  subject text collate "C" not null,
  ordinal bigint not null,
  document text not null,
  primary key (batch, check_id, connection, scope, subject, ordinal)
);

create table exhibit.check_run (
  run_id text collate "C" not null,
  check_id text collate "C" not null,
  check_version integer not null,
  pass bigint not null,
  fail bigint not null,
  not_applicable bigint not null,
  undetermined bigint not null,
  results_blob text not null,
  results_digest text not null,
  results_bytes bigint not null,
  batch bigint not null references exhibit.result_batch (id),
  primary key (run_id, check_id)
);
create index check_run_batch on exhibit.check_run (batch);
