-- Attempts whose worker ended before they did. `attempts` cannot tell: it also counts those that were put back in order.
alter table exhibit.slot add column crashes integer not null default 0;
