-- Objects that a retention rule removed. Their digests stay sealed in receipts, and a ledger entry says when and why.
create table exhibit.removed_object (
  digest text collate "C" primary key,
  ledger_index bigint not null references exhibit.ledger_entry (index),
  removed_at text collate "C" not null,
  -- False between the entry in the ledger and the removal of the file.
  gone boolean not null default false
);

-- Its results that were no pass are not in exhibit.result any more; the counts stay.
alter table exhibit.check_run add column dropped boolean not null default false;
