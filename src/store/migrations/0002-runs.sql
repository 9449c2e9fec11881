-- Documents are JSON text, not jsonb: platforms may send U+0000 and lone surrogates, which jsonb refuses.
create table exhibit.run (
  id text collate "C" primary key,
  status text not null,
  started_at text collate "C" not null,
  document text not null
);
create index run_newest on exhibit.run (started_at desc, id desc);
create index run_status on exhibit.run (status);

create table exhibit.evidence (
  id text collate "C" primary key,
  ledger_index bigint not null unique references exhibit.ledger_entry (index),
  records_blob text not null,
  exchanges_blob text not null,
  gaps_blob text,
  archive_blob text,
  salt_seed text not null
);

-- Evidence belongs to every run that sealed it: equal evidence (a replay at the same instants) is stored once.
create table exhibit.run_evidence (
  run_id text collate "C" not null,
  evidence_id text collate "C" not null references exhibit.evidence (id),
  primary key (run_id, evidence_id)
);

create table exhibit.assessment (
  number bigint generated always as identity primary key,
  id text collate "C" not null unique,
  run_id text collate "C" not null,
  created_at text collate "C" not null,
  origin text not null,
  document text not null
);
create index assessment_newest on exhibit.assessment (run_id, created_at desc, number desc);
