-- The newest collections of one connection are looked up by the type of their leaf.
create index ledger_entry_type on exhibit.ledger_entry (type, index);

alter table exhibit.run add column part boolean not null default false;
