-- duty_reveal_duties: the duties of groups that were staged live
update duty set ended_ms = null, version = version + 1
 where ended_ms = :stamp
   and group_id in (select id from duty_group where room = :room and parent_id = :parent and ended_ms = :stamp);

-- duty_reveal_count: the counts of those groups, from their duties
update duty_group
   set new_n = s.new_n, begun_n = s.begun_n, partial_n = s.partial_n, told_n = s.told_n, told_late_n = s.told_late_n,
       done_n = s.done_n, done_late_n = s.done_late_n, suspended_n = s.suspended_n,
       done_day = case when s.new_n + s.begun_n + s.partial_n + s.told_n + s.told_late_n = 0 then s.last_day end
  from (select d.group_id as of_group, count(*) filter (where d.calm <> 0 and d.phase = 'new') as new_n,
               count(*) filter (where d.calm <> 0 and d.phase = 'begun') as begun_n,
               count(*) filter (where d.calm <> 0 and d.phase = 'partial') as partial_n,
               count(*) filter (where d.calm <> 0 and d.phase = 'told'
                                  and (g.good_day is null or d.told_day <= g.good_day)) as told_n,
               count(*) filter (where d.calm <> 0 and d.phase = 'told' and d.told_day > g.good_day) as told_late_n,
               count(*) filter (where d.calm = 7) as done_n,
               count(*) filter (where d.calm = 6) as done_late_n,
               count(*) filter (where d.calm = 0) as suspended_n,
               max(case when d.calm in (6, 7) then d.told_day end) as last_day
          from duty_group g join duty d on d.group_id = g.id
         where g.room = :room and g.parent_id = :parent and g.ended_ms = :stamp and d.ended_ms is null and d.part = 'execute'
         group by d.group_id) s
 where duty_group.id = s.of_group;

-- duty_reveal_ensure: every unit of those groups has its rows in the tally
insert into duty_tally (room, parent_id, unit_id)
select x.of_room, x.of_parent, x.of_unit
  from (select d.room as of_room, d.parent_id as of_parent, d.unit_id as of_unit
          from duty_group g join duty d on d.group_id = g.id
         where g.room = :room and g.parent_id = :parent and g.ended_ms = :stamp and d.ended_ms is null and d.part = 'execute'
        union
        select d.room, 0, d.unit_id
          from duty_group g join duty d on d.group_id = g.id
         where g.room = :room and g.parent_id = :parent and g.ended_ms = :stamp and d.ended_ms is null and d.part = 'execute') x
 where true
 order by x.of_unit, x.of_parent
 on conflict (room, parent_id, unit_id) do nothing;

-- duty_reveal_tally: those groups are put into the tally, or (sign -1) taken out of it, as they stand on the clock's day
update duty_tally
   set suspended_n = suspended_n + :sign * s.n0, late_n = late_n + :sign * s.n1, waiting_n = waiting_n + :sign * s.n2,
       reported_n = reported_n + :sign * s.n3, under_way_n = under_way_n + :sign * s.n4, not_begun_n = not_begun_n + :sign * s.n5,
       done_late_n = done_late_n + :sign * s.n6, done_n = done_n + :sign * s.n7
  from (select z.of_room, z.of_parent, z.of_unit,
               count(*) filter (where z.state = 0) as n0, count(*) filter (where z.state = 1) as n1, count(*) filter (where z.state = 2) as n2,
               count(*) filter (where z.state = 3) as n3, count(*) filter (where z.state = 4) as n4, count(*) filter (where z.state = 5) as n5,
               count(*) filter (where z.state = 6) as n6, count(*) filter (where z.state = 7) as n7
          from (select d.room as of_room, d.parent_id as of_parent, d.unit_id as of_unit,
                       case when d.due_day < :day then 1 else d.calm end as state
                  from duty_group g join duty d on d.group_id = g.id
                 where g.room = :room and g.parent_id = :parent and g.ended_ms = :stamp and d.ended_ms is null
                   and d.part = 'execute') z
         group by z.of_room, z.of_parent, z.of_unit) s
 where duty_tally.room = s.of_room and duty_tally.parent_id in (0, s.of_parent) and duty_tally.unit_id = s.of_unit;

-- duty_reveal_groups: and the groups themselves live
update duty_group set ended_ms = null, version = version + 1
 where room = :room and parent_id = :parent and ended_ms = :stamp;

-- duty_conceal_groups: every living group of the parent ends; its duties live until the tally has been told
update duty_group set ended_ms = :stamp, version = version + 1
 where room = :room and parent_id = :parent and ended_ms is null;

-- duty_conceal_duties: the duties of those groups with them
update duty set ended_ms = :stamp, version = version + 1
 where ended_ms is null
   and group_id in (select id from duty_group where room = :room and parent_id = :parent and ended_ms = :stamp);

-- duty_conceal_count: they count nothing, and wait only for what lives elsewhere
update duty_group
   set new_n = 0, begun_n = 0, partial_n = 0, told_n = 0, told_late_n = 0, done_n = 0, done_late_n = 0, suspended_n = 0, done_day = null,
       waits_n = (select count(*)
                    from duty_wait w join duty_group o on o.id = w.on_group_id
                   where w.group_id = duty_group.id and o.ended_ms is null
                     and (o.new_n + o.begun_n + o.partial_n + o.told_n + o.told_late_n > 0
                          or (o.done_n + o.done_late_n = 0 and o.suspended_n > 0)))
 where room = :room and parent_id = :parent and ended_ms = :stamp;

-- duty_conceal_waiters: groups of other parents that waited for them
select distinct w.group_id
  from duty_group o join duty_wait w on w.on_group_id = o.id join duty_group g on g.id = w.group_id
 where o.room = :room and o.parent_id = :parent and o.ended_ms = :stamp and g.parent_id <> :parent
 order by w.group_id
 limit :n;
