-- When the queue was paused last, and until when: a slot that nobody began says whether that was why.
alter table exhibit.queue_state add column paused_at text collate "C", add column resumed_at text collate "C";
