-- What a worker has at work is what the slots say: its own report was as old as its heartbeat.
alter table exhibit.worker drop column running;
