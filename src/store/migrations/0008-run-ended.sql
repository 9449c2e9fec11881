-- When a run ended, so that what came to its end since can be asked for: a run that began long before may be news.
alter table exhibit.run add column ended_at text collate "C";
update exhibit.run set ended_at = document::json ->> 'endedAt';
create index run_ended on exhibit.run (ended_at desc);
