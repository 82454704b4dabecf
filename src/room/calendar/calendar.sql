-- room/calendar/calendar.sql

-- calendar_days: every day that differs, in order
select day, kind, name, source, is_expected from calendar_day where kind <> 'week' order by day limit :n;

-- calendar_day_add: one more day; nothing when it is there
insert into calendar_day (day, kind, name, source, is_expected) values (:day, :kind, :name, :source, :expected)
 on conflict (day) do nothing returning id;

-- calendar_day_set: what is said of a day that is there; no row when it says the same already, or when what is there is
-- announced and this only expected
update calendar_day set kind = :kind, name = :name, source = :source, is_expected = :expected, version = version + 1
 where day = :day and is_expected >= :expected
   and (kind <> :kind or name <> :name or source <> :source or is_expected <> :expected);
