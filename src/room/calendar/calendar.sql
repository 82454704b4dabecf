-- room/calendar/calendar.sql

-- calendar_days: every day that differs, in order
select day, kind, name, source from calendar_day order by day limit :n;

-- calendar_day_add: one more day; nothing when it is there
insert into calendar_day (day, kind, name, source) values (:day, :kind, :name, :source)
 on conflict (day) do nothing returning id;

-- calendar_day_set: another kind, name or source for a day that is there; no row when it says the same already
update calendar_day set kind = :kind, name = :name, source = :source, version = version + 1
 where day = :day and (kind <> :kind or name <> :name or source <> :source);
