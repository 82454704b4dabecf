-- room/duty/duty.sql -- every statement of room duty; duty_schema.sql says what calm and due_day mean

-- duty_clock_get: the day as of which the tally knows what is late
select day from duty_clock where id = 1;

-- duty_clock_add: the first day
insert into duty_clock (id, day) values (1, :day) on conflict (id) do nothing returning id;

-- duty_clock_set: another day
update duty_clock set day = :day, version = version + 1 where id = 1;

-- duty_clock_turn: between two days these become late (sign 1), or are late no longer (sign -1)
update duty_tally
   set late_n = late_n + cast(:sign as bigint) * s.all_n,
       waiting_n = waiting_n - cast(:sign as bigint) * s.waiting,
       reported_n = reported_n - cast(:sign as bigint) * s.reported,
       under_way_n = under_way_n - cast(:sign as bigint) * s.under_way,
       not_begun_n = not_begun_n - cast(:sign as bigint) * s.not_begun
  from (select room as of_room, parent_id as of_parent, unit_id as of_unit, count(*) as all_n,
               count(*) filter (where calm = 2) as waiting, count(*) filter (where calm = 3) as reported,
               count(*) filter (where calm = 4) as under_way, count(*) filter (where calm = 5) as not_begun
          from duty
         where due_day >= :low and due_day < :high and ended_ms is null and part = 'execute'
         group by room, parent_id, unit_id
        union all
        select room, 0, unit_id, count(*), count(*) filter (where calm = 2), count(*) filter (where calm = 3),
               count(*) filter (where calm = 4), count(*) filter (where calm = 5)
          from duty
         where due_day >= :low and due_day < :high and ended_ms is null and part = 'execute'
         group by room, unit_id) s
 where duty_tally.room = s.of_room and duty_tally.parent_id = s.of_parent and duty_tally.unit_id = s.of_unit;

-- duty_tally_ensure: every unit of a group has its rows
insert into duty_tally (room, parent_id, unit_id)
select d.room, p.parent_id, d.unit_id
  from duty d join (select id, parent_id from duty_group where id = :group
                     union all select id, 0 from duty_group where id = :group) p on p.id = d.group_id
 where d.group_id = :group and d.ended_ms is null and d.part = 'execute'
 order by d.unit_id, p.parent_id
 on conflict (room, parent_id, unit_id) do nothing;

-- duty_tally_group: a whole group is taken out of the tally (sign -1) or put in (1), as it stands on the clock's day
update duty_tally
   set suspended_n = suspended_n + cast(:sign as bigint) * (case when s.state = 0 then 1 else 0 end),
       late_n = late_n + cast(:sign as bigint) * (case when s.state = 1 then 1 else 0 end),
       waiting_n = waiting_n + cast(:sign as bigint) * (case when s.state = 2 then 1 else 0 end),
       reported_n = reported_n + cast(:sign as bigint) * (case when s.state = 3 then 1 else 0 end),
       under_way_n = under_way_n + cast(:sign as bigint) * (case when s.state = 4 then 1 else 0 end),
       not_begun_n = not_begun_n + cast(:sign as bigint) * (case when s.state = 5 then 1 else 0 end),
       done_late_n = done_late_n + cast(:sign as bigint) * (case when s.state = 6 then 1 else 0 end),
       done_n = done_n + cast(:sign as bigint) * (case when s.state = 7 then 1 else 0 end)
  from (select room as of_room, parent_id as of_parent, unit_id as of_unit,
               case when due_day < :day then 1 else calm end as state
          from duty
         where group_id = :group and ended_ms is null and part = 'execute') s
 where duty_tally.room = s.of_room and duty_tally.parent_id in (0, s.of_parent) and duty_tally.unit_id = s.of_unit;

-- duty_group_calm: how the duties of a group stand, from what was done and what the group says
update duty
   set calm = case when duty.suspend_paper <> '' or g.suspend_paper <> '' then 0
                   when duty.phase = 'done' then case when duty.told_day > g.good_day then 6 else 7 end
                   when g.waits_n > 0 then 2
                   when duty.phase in ('partial', 'told') then 3
                   when duty.phase = 'begun' then 4
                   else 5 end,
       due_day = case when duty.suspend_paper <> '' or g.suspend_paper <> '' or duty.phase = 'done'
                           or duty.part <> 'execute' or g.good_day is null
                           or (duty.phase = 'told' and duty.told_day <= g.good_day) then '9999-12-31'
                      else g.good_day end
  from duty_group g
 where g.id = duty.group_id and duty.group_id = :group and duty.ended_ms is null;

-- duty_group_count: the group's counts, from its duties
update duty_group
   set new_n = s.new_n, begun_n = s.begun_n, partial_n = s.partial_n, told_n = s.told_n, told_late_n = s.told_late_n,
       done_n = s.done_n, done_late_n = s.done_late_n, suspended_n = s.suspended_n,
       done_day = case when s.new_n + s.begun_n + s.partial_n + s.told_n + s.told_late_n = 0 then s.last_day end
  from (select count(*) filter (where d.calm <> 0 and d.phase = 'new') as new_n,
               count(*) filter (where d.calm <> 0 and d.phase = 'begun') as begun_n,
               count(*) filter (where d.calm <> 0 and d.phase = 'partial') as partial_n,
               count(*) filter (where d.calm <> 0 and d.phase = 'told'
                                  and (g.good_day is null or d.told_day <= g.good_day)) as told_n,
               count(*) filter (where d.calm <> 0 and d.phase = 'told' and d.told_day > g.good_day) as told_late_n,
               count(*) filter (where d.calm = 7) as done_n,
               count(*) filter (where d.calm = 6) as done_late_n,
               count(*) filter (where d.calm = 0) as suspended_n,
               max(case when d.calm in (6, 7) then d.told_day end) as last_day
          from duty d join duty_group g on g.id = d.group_id
         where d.group_id = :group and d.ended_ms is null and d.part = 'execute') s
 where duty_group.id = :group;

-- duty_group_one: a group by its id
select id, version, room, parent_id, item_id, object_id, title, words, path, direct_unit_id, good_day, suspend_paper,
       waits_n, done_day, new_n, begun_n, partial_n, told_n, told_late_n, done_n, done_late_n, suspended_n, ended_ms
  from duty_group
 where id = :id;

-- duty_group_of: the group of a thing
select id, version, room, parent_id, item_id, object_id, title, words, path, direct_unit_id, good_day, suspend_paper,
       waits_n, done_day, new_n, begun_n, partial_n, told_n, told_late_n, done_n, done_late_n, suspended_n, ended_ms
  from duty_group
 where room = :room and object_id = :object;

-- duty_group_list: the groups of a parent
select id, version, room, parent_id, item_id, object_id, title, words, path, direct_unit_id, good_day, suspend_paper,
       waits_n, done_day, new_n, begun_n, partial_n, told_n, told_late_n, done_n, done_late_n, suspended_n, ended_ms
  from duty_group
 where room = :room and parent_id = :parent and ended_ms is null
 order by object_id, id
 limit :n;

-- duty_group_item_list: the groups of one item
select id, version, room, parent_id, item_id, object_id, title, words, path, direct_unit_id, good_day, suspend_paper,
       waits_n, done_day, new_n, begun_n, partial_n, told_n, told_late_n, done_n, done_late_n, suspended_n, ended_ms
  from duty_group
 where room = :room and item_id = :item and ended_ms is null
 order by object_id, id
 limit :n;

-- duty_group_add: the group of a thing that had none
insert into duty_group (room, parent_id, item_id, object_id, title, title_fold, words, path, direct_unit_id, good_day)
values (:room, :parent, :item, :object, :title, :fold, :words, :path, :direct, :good_day)
returning id;

-- duty_group_set: what its room says of it now
update duty_group
   set parent_id = :parent, item_id = :item, object_id = :object, title = :title, title_fold = :fold, words = :words,
       path = :path, direct_unit_id = :direct, good_day = :good_day, ended_ms = null, version = version + 1
 where id = :id;

-- duty_group_place: its duties say again under what they hang
update duty set parent_id = :parent, item_id = :item
 where group_id = :group and (parent_id <> :parent or item_id <> :item);

-- duty_group_end: gone or withdrawn
update duty_group set ended_ms = :now, version = version + 1 where id = :id and ended_ms is null;

-- duty_group_duties_end: its duties with it
update duty set ended_ms = :now, version = version + 1 where group_id = :group and ended_ms is null;

-- duty_group_duties_back: those that ended with it live again
update duty set ended_ms = null, version = version + 1 where group_id = :group and ended_ms = :was;

-- duty_group_suspend: its clock stands still by a paper, or runs again ('')
update duty_group set suspend_paper = :paper, version = version + 1 where id = :id;

-- duty_target_list: whom a group means
select id, unit_id, class_id, part from duty_target
 where group_id = :group and ended_ms is null
 order by id
 limit :n;

-- duty_target_add: one more
insert into duty_target (group_id, unit_id, class_id, part) values (:group, :unit, :class, :part)
 on conflict (group_id, unit_id, class_id, part) where ended_ms is null do nothing returning id;

-- duty_target_end: no longer
update duty_target set ended_ms = :now, version = version + 1 where id = :id and ended_ms is null;

-- duty_heir: the living unit that a unit is or became; none when it closed
with recursive heir (id, depth) as (
        select id, 0 from unit_v_unit where id = :unit
        union all
        select (select s.to_id from unit_v_successor s where s.from_id = h.id order by s.id limit 1), h.depth + 1
          from heir h join unit_v_unit u on u.id = h.id
         where u.day_to < :today and h.depth < 20)
select h.id
  from heir h join unit_v_unit u on u.id = h.id
 where u.day_to is null or u.day_to >= :today
 limit 1;

-- duty_meant_count: how many units a group means
select count(*) as n
  from (select t.unit_id from duty_target t where t.group_id = :group and t.ended_ms is null and t.unit_id <> 0
        union
        select m.unit_id
          from duty_target t join unit_v_class_member m on m.class_id = t.class_id join unit_v_unit u on u.id = m.unit_id
         where t.group_id = :group and t.ended_ms is null and (u.day_to is null or u.day_to >= :today)) x;

-- duty_spread_add: a duty for every unit that is meant and has none
insert into duty (group_id, room, parent_id, item_id, unit_id, part)
select g.id, g.room, g.parent_id, g.item_id, x.unit_id, case when max(x.does) = 1 then 'execute' else 'coordinate' end
  from duty_group g
  join (select t.group_id, t.unit_id, case when t.part = 'execute' then 1 else 0 end as does
          from duty_target t where t.group_id = :group and t.ended_ms is null and t.unit_id <> 0
        union all
        select t.group_id, m.unit_id, case when t.part = 'execute' then 1 else 0 end
          from duty_target t join unit_v_class_member m on m.class_id = t.class_id join unit_v_unit u on u.id = m.unit_id
         where t.group_id = :group and t.ended_ms is null and (u.day_to is null or u.day_to >= :today)) x
    on x.group_id = g.id
 where not exists (select 1 from duty d where d.group_id = g.id and d.unit_id = x.unit_id and d.ended_ms is null)
 group by g.id, g.room, g.parent_id, g.item_id, x.unit_id
 order by x.unit_id;

-- duty_spread_part: who executes now only co-ordinated before, or the other way
update duty set part = x.part, version = version + 1
  from (select y.unit_id as of_unit, case when max(y.does) = 1 then 'execute' else 'coordinate' end as part
          from (select t.unit_id, case when t.part = 'execute' then 1 else 0 end as does
                  from duty_target t where t.group_id = :group and t.ended_ms is null and t.unit_id <> 0
                union all
                select m.unit_id, case when t.part = 'execute' then 1 else 0 end
                  from duty_target t join unit_v_class_member m on m.class_id = t.class_id
                 where t.group_id = :group and t.ended_ms is null) y
         group by y.unit_id) x
 where duty.group_id = :group and duty.ended_ms is null and duty.unit_id = x.of_unit and duty.part <> x.part;

-- duty_spread_meant: whom the group means, and whom no longer
update duty set is_meant = 1 - is_meant, version = version + 1
 where group_id = :group and ended_ms is null
   and is_meant <> case when from_unit_id <> 0 or exists (
        select 1 from duty_target t
         where t.group_id = duty.group_id and t.ended_ms is null
           and (t.unit_id = duty.unit_id
                or exists (select 1 from unit_v_class_member m
                            where m.class_id = t.class_id and m.unit_id = duty.unit_id))) then 1 else 0 end;

-- duty_spread_end: not meant and nothing reported
update duty set ended_ms = :now, version = version + 1
 where group_id = :group and ended_ms is null and is_meant = 0 and reports_n = 0;

-- duty_wait_drop: what was said before of whom a thing waits for
delete from duty_wait where group_id = :group;

-- duty_wait_add: it waits for that one
insert into duty_wait (group_id, on_group_id) values (:group, :on)
 on conflict (group_id, on_group_id) do nothing returning id;

-- duty_wait_count: how many that a group waits for are not done
select count(*) as n
  from duty_wait w join duty_group g on g.id = w.on_group_id
 where w.group_id = :group and g.ended_ms is null
   and (g.new_n + g.begun_n + g.partial_n + g.told_n + g.told_late_n > 0
        or (g.done_n + g.done_late_n = 0 and g.suspended_n > 0));

-- duty_wait_set: so many
update duty_group set waits_n = :n, version = version + 1 where id = :id;

-- duty_waiter_list: the groups that wait for a group
select group_id from duty_wait where on_group_id = :group order by group_id limit :n;

-- duty_fact_walk: every living duty with what its state follows from, by id
select d.id, d.phase, d.part, d.told_day, d.calm, d.due_day, g.good_day, d.is_meant,
       case when d.suspend_paper <> '' or g.suspend_paper <> '' then 1 else 0 end as is_suspended,
       case when g.waits_n > 0 then 1 else 0 end as is_waiting
  from duty d join duty_group g on g.id = d.group_id
 where d.id > :after and d.ended_ms is null
 order by d.id
 limit :n;

-- duty_calm_set: how one duty stands
update duty set calm = :calm, due_day = :due where id = :id;

-- duty_wait_wrong_list: groups whose count of what they wait for is not that of the others
select id
  from (select g.id, g.waits_n,
               (select count(*) from duty_wait w join duty_group o on o.id = w.on_group_id
                 where w.group_id = g.id and o.ended_ms is null
                   and (o.new_n + o.begun_n + o.partial_n + o.told_n + o.told_late_n > 0
                        or (o.done_n + o.done_late_n = 0 and o.suspended_n > 0))) as really_n
          from duty_group g) x
 where waits_n <> really_n
 order by id
 limit :n;

-- duty_group_wrong_list: groups whose counts are not those of their duties
select g.id
  from duty_group g
  left join (select d.group_id, count(*) filter (where d.calm <> 0 and d.phase = 'new') as new_n,
                    count(*) filter (where d.calm <> 0 and d.phase = 'begun') as begun_n,
                    count(*) filter (where d.calm <> 0 and d.phase = 'partial') as partial_n,
                    count(*) filter (where d.calm <> 0 and d.phase = 'told'
                                       and (o.good_day is null or d.told_day <= o.good_day)) as told_n,
                    count(*) filter (where d.calm <> 0 and d.phase = 'told' and d.told_day > o.good_day) as told_late_n,
                    count(*) filter (where d.calm = 7) as done_n, count(*) filter (where d.calm = 6) as done_late_n,
                    count(*) filter (where d.calm = 0) as suspended_n,
                    max(case when d.calm in (6, 7) then d.told_day end) as last_day
               from duty d join duty_group o on o.id = d.group_id
              where d.ended_ms is null and d.part = 'execute'
              group by d.group_id) s on s.group_id = g.id
 where g.new_n <> coalesce(s.new_n, 0) or g.begun_n <> coalesce(s.begun_n, 0)
    or g.partial_n <> coalesce(s.partial_n, 0) or g.told_n <> coalesce(s.told_n, 0)
    or g.told_late_n <> coalesce(s.told_late_n, 0) or g.done_n <> coalesce(s.done_n, 0)
    or g.done_late_n <> coalesce(s.done_late_n, 0) or g.suspended_n <> coalesce(s.suspended_n, 0)
    or g.done_day is distinct from case when coalesce(s.new_n + s.begun_n + s.partial_n + s.told_n + s.told_late_n, 0) = 0
                                        then s.last_day end
 order by g.id
 limit :n;

-- duty_tally_wrong: how many rows of the tally differ from a count on its day
select count(*) as n
  from (select of_room, of_parent, of_unit
          from (select room as of_room, parent_id as of_parent, unit_id as of_unit, suspended_n as n0, late_n as n1, waiting_n as n2, reported_n as n3,
                       under_way_n as n4, not_begun_n as n5, done_late_n as n6, done_n as n7
                  from duty_tally
                union all
                select z.of_room, z.of_parent, z.of_unit, case when z.state = 0 then -1 else 0 end, case when z.state = 1 then -1 else 0 end,
                       case when z.state = 2 then -1 else 0 end, case when z.state = 3 then -1 else 0 end, case when z.state = 4 then -1 else 0 end,
                       case when z.state = 5 then -1 else 0 end, case when z.state = 6 then -1 else 0 end, case when z.state = 7 then -1 else 0 end
                  from (select d.room as of_room, d.parent_id as of_parent, d.unit_id as of_unit,
                               case when d.due_day < :day then 1 else d.calm end as state
                          from duty d
                         where d.ended_ms is null and d.part = 'execute'
                        union all
                        select d.room, 0, d.unit_id, case when d.due_day < :day then 1 else d.calm end
                          from duty d
                         where d.ended_ms is null and d.part = 'execute') z) y
         group by of_room, of_parent, of_unit
        having sum(n0) <> 0 or sum(n1) <> 0 or sum(n2) <> 0 or sum(n3) <> 0 or sum(n4) <> 0 or sum(n5) <> 0
            or sum(n6) <> 0 or sum(n7) <> 0) x;

-- duty_tally_zero: everything is counted anew
update duty_tally set suspended_n = 0, late_n = 0, waiting_n = 0, reported_n = 0, under_way_n = 0, not_begun_n = 0,
                      done_late_n = 0, done_n = 0;

-- duty_tally_ensure_all: every unit has its rows
insert into duty_tally (room, parent_id, unit_id)
select x.of_room, x.of_parent, x.of_unit
  from (select room as of_room, parent_id as of_parent, unit_id as of_unit
          from duty where ended_ms is null and part = 'execute'
        union
        select room, 0, unit_id from duty where ended_ms is null and part = 'execute') x
 where true
 order by x.of_room, x.of_parent, x.of_unit
 on conflict (room, parent_id, unit_id) do nothing;

-- duty_tally_all: every duty put into an empty tally, as it stands on the clock's day
update duty_tally
   set suspended_n = s.n0, late_n = s.n1, waiting_n = s.n2, reported_n = s.n3, under_way_n = s.n4, not_begun_n = s.n5,
       done_late_n = s.n6, done_n = s.n7
  from (select z.of_room, z.of_parent, z.of_unit,
               count(*) filter (where z.state = 0) as n0, count(*) filter (where z.state = 1) as n1, count(*) filter (where z.state = 2) as n2,
               count(*) filter (where z.state = 3) as n3, count(*) filter (where z.state = 4) as n4, count(*) filter (where z.state = 5) as n5,
               count(*) filter (where z.state = 6) as n6, count(*) filter (where z.state = 7) as n7
          from (select d.room as of_room, d.parent_id as of_parent, d.unit_id as of_unit,
                       case when d.due_day < :day then 1 else d.calm end as state
                  from duty d
                 where d.ended_ms is null and d.part = 'execute'
                union all
                select d.room, 0, d.unit_id, case when d.due_day < :day then 1 else d.calm end
                  from duty d
                 where d.ended_ms is null and d.part = 'execute') z
         group by z.of_room, z.of_parent, z.of_unit) s
 where duty_tally.room = s.of_room and duty_tally.parent_id = s.of_parent and duty_tally.unit_id = s.of_unit;

-- duty_one: one duty with what lists show
select r.*, 0 as is_followed, (select u.name from unit_v_unit u where u.id = r.from_unit_id) as from_unit_name
  from duty_v_row r
 where r.id = :id;

-- duty_put: a duty as an act has made it; duty_calm_set says how it stands then
update duty
   set phase = :phase, told_day = :told_day, percent = :percent, suspend_paper = :paper, waits_ms = :waits_ms,
       reports_n = :reports, last_act = :act, last_by = :by, last_ms = :now, version = version + 1
 where id = :id and version = :version and ended_ms is null;

-- duty_group_move: one of its duties goes from one count to another
update duty_group
   set new_n = new_n + cast(:new as bigint), begun_n = begun_n + cast(:begun as bigint),
       partial_n = partial_n + cast(:partial as bigint), told_n = told_n + cast(:told as bigint),
       told_late_n = told_late_n + cast(:told_late as bigint), done_n = done_n + cast(:done as bigint),
       done_late_n = done_late_n + cast(:done_late as bigint), suspended_n = suspended_n + cast(:suspended as bigint)
 where id = :id
returning new_n, begun_n, partial_n, told_n, told_late_n, done_n, done_late_n, suspended_n;

-- duty_group_done_day: the last day once all is done
update duty_group
   set done_day = case when new_n + begun_n + partial_n + told_n + told_late_n = 0 and done_n + done_late_n > 0
                       then (select max(d.told_day) from duty d
                              where d.group_id = duty_group.id and d.ended_ms is null and d.part = 'execute'
                                and d.calm in (6, 7)) end
 where id = :id;

-- duty_tally_move: a unit's duty goes from one state to another, in its parent's row and in that of all
update duty_tally
   set suspended_n = suspended_n + cast(:suspended as bigint), late_n = late_n + cast(:late as bigint),
       waiting_n = waiting_n + cast(:waiting as bigint), reported_n = reported_n + cast(:reported as bigint),
       under_way_n = under_way_n + cast(:under_way as bigint), not_begun_n = not_begun_n + cast(:not_begun as bigint),
       done_late_n = done_late_n + cast(:done_late as bigint), done_n = done_n + cast(:done as bigint)
 where room = :room and parent_id in (0, :parent) and unit_id = :unit;

-- duty_report_add: what a unit says of its duty
insert into duty_report (duty_id, text, percent, day, by_id, by_name, at_ms)
values (:duty, :text, :percent, :day, :by_id, :by, :now)
returning id;

-- duty_evidence_add: a paper that shows it
insert into duty_evidence (report_id, file_id) values (:report, :file) returning id;

-- duty_report_waiting: the report that waits for the board's word
select id, percent, day from duty_report where duty_id = :duty and state = 'waiting' order by id desc limit 1;

-- duty_report_end: confirmed, returned or withdrawn
update duty_report set state = :state, answer = :answer, answered_by = :by, answered_ms = :now, version = version + 1
 where id = :id and state = 'waiting';

-- duty_report_undo: the confirmed report of a duty that is opened again counts as returned
update duty_report set state = 'returned', answer = :answer, answered_by = :by, answered_ms = :now, version = version + 1
 where id = (select max(r.id) from duty_report r where r.duty_id = :duty and r.state = 'confirmed' and r.percent = 100);

-- duty_report_sum: how far a duty has come by what the board said
select count(*) as answered_n,
       coalesce((select c.percent from duty_report c where c.duty_id = :duty and c.state = 'confirmed'
                  order by c.id desc limit 1), 0) as percent
  from duty_report
 where duty_id = :duty and state in ('confirmed', 'returned');

-- duty_report_list: the reports of a duty, newest first
select id, text, percent, state, by_name, at_ms, day, answer, answered_by, answered_ms
  from duty_report
 where duty_id = :duty
 order by id desc
 limit :n;

-- duty_evidence_list: the papers of a duty's reports
select e.report_id, e.file_id
  from duty_report r join duty_evidence e on e.report_id = r.id
 where r.duty_id = :duty
 order by r.id desc, e.id
 limit :n;

-- duty_event_add: what befell a duty
insert into duty_event (duty_id, kind, text, by_name, at_ms) values (:duty, :kind, :text, :by, :now) returning id;

-- duty_event_list: what befell a duty, newest first
select kind, text, by_name, at_ms from duty_event where duty_id = :duty order by id desc limit :n;

-- duty_urge_list: who urged, newest first
select id, kind, text, by_name, to_name, at_ms from duty_urge where duty_id = :duty order by id desc limit :n;

-- duty_reminded: on how many days the digests of a unit's people told them of a duty
select count(distinct (n.made_ms + 25200000) / 86400000) as days_n, count(distinct n.user_id) as people_n,
       coalesce(min(n.made_ms), 0) as first_ms, coalesce(max(n.made_ms), 0) as last_ms
  from user_v_account a join notice_v_digest n on n.user_id = a.id
 where a.unit_id = :unit and n.body like :line;

-- duty_unit_path: where a unit stands in the tree
select path, name from unit_v_unit where id = :id;

-- duty_list_unit: the duties of one unit; only the page's rows are looked up in full
with m as materialized (
        select d.id, d.due_day, case when cast(:by as bigint) = 2 then coalesce(d.waits_ms, 9223372036854775807) else 0 end as first
          from duty d
         where d.unit_id = :unit and d.ended_ms is null and d.part = :part
           and (cast(:room as text) = '' or d.room = cast(:room as text))
           and (cast(:parent as bigint) = 0 or d.parent_id = :parent)
           and (cast(:state as bigint) = -1 or (cast(:state as bigint) = 8 and (d.due_day < :today or d.calm in (2, 3, 4, 5)))
                or (cast(:state as bigint) = 1 and d.due_day < :today) or (d.calm = :state and d.due_day >= :today))
           and (cast(:near as text) is null or (d.due_day >= :today and d.due_day <= :near and d.calm in (2, 3, 4, 5)))
           and (cast(:returned as bigint) = 0 or (d.calm in (2, 4) and d.phase = 'begun' and d.last_act = 'duty.return'))
           and (cast(:low as text) is null
                or exists (select 1 from unit_v_unit y where y.id = :unit and y.path >= :low and y.path < :high)
                or exists (select 1 from duty_follow_unit w where w.user_id = :me and w.unit_id = :unit))
           and (cast(:q as text) is null or exists (select 1 from unit_v_unit y where y.id = :unit and y.name_fold like :q escape '\')
                or exists (select 1 from duty_group g where g.id = d.group_id and g.title_fold like :q escape '\')))
select r.*, p.is_followed, '' as from_unit_name, p.total_n
  from (select m.id as place_id, m.first, (select count(*) from m) as total_n,
               case when exists (select 1 from duty_follow_unit f where f.user_id = :me and f.unit_id = :unit)
                    then 1 else 0 end as is_followed
          from m
         order by m.first, m.due_day, m.id
         limit :n offset :skip) p
  join duty_v_row r on r.id = p.place_id
 order by p.first, r.due_day, r.id
 limit :n;

-- duty_list_item: the duties of one item, or of one thing of it
select r.*, case when exists (select 1 from duty_follow_unit f where f.user_id = :me and f.unit_id = r.unit_id)
                 then 1 else 0 end as is_followed,
       '' as from_unit_name, count(*) over () as total_n
  from duty_v_row r
 where r.group_id in (select g.id from duty_group g where g.room = :of_room and g.item_id = :item
                         and (cast(:group as bigint) = 0 or g.id = :group))
   and r.ended_ms is null and r.part = :part
   and (cast(:room as text) = '' or r.room = cast(:room as text))
   and (cast(:parent as bigint) = 0 or r.parent_id = :parent)
   and (cast(:state as bigint) = -1 or (cast(:state as bigint) = 8 and (r.due_day < :today or r.calm in (2, 3, 4, 5)))
        or (cast(:state as bigint) = 1 and r.due_day < :today) or (r.calm = :state and r.due_day >= :today))
   and (cast(:near as text) is null or (r.due_day >= :today and r.due_day <= :near and r.calm in (2, 3, 4, 5)))
   and (cast(:low as text) is null or (r.unit_path >= :low and r.unit_path < :high)
        or exists (select 1 from duty_follow_unit w where w.user_id = :me and w.unit_id = r.unit_id))
   and (cast(:q as text) is null or r.title_fold like :q escape '\' or r.unit_fold like :q escape '\')
 order by is_followed desc, case when cast(:by as bigint) = 1 then r.unit_sortkey else '' end,
       case when cast(:by as bigint) = 2 then coalesce(r.waits_ms, 9223372036854775807) else 0 end, r.due_day, r.id
 limit :n offset :skip;

-- duty_list_reach: the duties of the units from :low to :high; what is of a unit is asked once a unit, not once a duty, and only
-- the page's rows are looked up in full
with u as materialized (
        select y.id, y.sortkey, y.name_fold,
               case when exists (select 1 from duty_follow_unit f where f.user_id = :me and f.unit_id = y.id)
                    then 1 else 0 end as is_followed
          from unit_v_unit y
         where y.id in (select x.id from unit_v_unit x where x.path >= :low and x.path < :high
                        union select w.unit_id from duty_follow_unit w where w.user_id = :me)),
     m as materialized (
        select d.id, d.due_day, u.is_followed, case when cast(:by as bigint) = 1 then u.sortkey else '' end as first,
               case when cast(:by as bigint) = 2 then coalesce(d.waits_ms, 9223372036854775807) else 0 end as second
          from u cross join duty d
         where d.unit_id = u.id and d.ended_ms is null and d.part = :part
           and (cast(:mine as bigint) = 0 or u.is_followed = 1)
           and (cast(:room as text) = '' or d.room = cast(:room as text))
           and (cast(:parent as bigint) = 0 or d.parent_id = :parent)
           and (cast(:state as bigint) = -1
                or (cast(:state as bigint) = 8 and (d.due_day < :today or d.calm in (2, 3, 4, 5)))
                or (cast(:state as bigint) = 1 and d.due_day < :today) or (d.calm = :state and d.due_day >= :today))
           and (cast(:near as text) is null or (d.due_day >= :today and d.due_day <= :near and d.calm in (2, 3, 4, 5)))
           and (cast(:q as text) is null or u.name_fold like :q escape '\'
                or exists (select 1 from duty_group g where g.id = d.group_id and g.title_fold like :q escape '\')))
select r.*, p.is_followed, '' as from_unit_name, p.total_n
  from (select m.id as place_id, m.is_followed, m.first, m.second, (select count(*) from m) as total_n
          from m
         order by m.is_followed desc, m.first, m.second, m.due_day, m.id
         limit :n offset :skip) p
  join duty_v_row r on r.id = p.place_id
 order by p.is_followed desc, p.first, p.second, r.due_day, r.id
 limit :n;

-- duty_list_followed: the duties of the units that a person follows
select r.*, case when exists (select 1 from duty_follow_unit f where f.user_id = :me and f.unit_id = r.unit_id)
                 then 1 else 0 end as is_followed,
       '' as from_unit_name, count(*) over () as total_n
  from duty_v_row r
 where r.unit_id in (select w.unit_id from duty_follow_unit w where w.user_id = :me)
   and r.ended_ms is null and r.part = 'execute'
   and (cast(:room as text) = '' or r.room = cast(:room as text))
   and (cast(:parent as bigint) = 0 or r.parent_id = :parent)
   and (cast(:state as bigint) = -1 or (cast(:state as bigint) = 8 and (r.due_day < :today or r.calm in (2, 3, 4, 5)))
        or (cast(:state as bigint) = 1 and r.due_day < :today) or (r.calm = :state and r.due_day >= :today))
   and (cast(:near as text) is null or (r.due_day >= :today and r.due_day <= :near and r.calm in (2, 3, 4, 5)))
   and (cast(:low as text) is null or (r.unit_path >= :low and r.unit_path < :high)
        or exists (select 1 from duty_follow_unit w where w.user_id = :me and w.unit_id = r.unit_id))
   and (cast(:q as text) is null or r.title_fold like :q escape '\' or r.unit_fold like :q escape '\')
 order by is_followed desc, case when cast(:by as bigint) = 1 then r.unit_sortkey else '' end,
       case when cast(:by as bigint) = 2 then coalesce(r.waits_ms, 9223372036854775807) else 0 end, r.due_day, r.id
 limit :n offset :skip;

-- duty_list_words: the duties whose title or unit has the words; only the page's rows are looked up in full
with g as materialized (select o.id from duty_group o where o.title_fold like :q escape '\'),
     u as materialized (select o.id from unit_v_unit o where o.name_fold like :q escape '\'),
     m as materialized (
        select d.id, d.due_day, case when d.unit_id in (select f.unit_id from duty_follow_unit f where f.user_id = :me)
                                     then 1 else 0 end as is_followed
          from (select x.id, x.unit_id, x.due_day, x.calm, x.part, x.room, x.parent_id, x.ended_ms
                  from g cross join duty x
                 where x.group_id = g.id
                union all
                select y.id, y.unit_id, y.due_day, y.calm, y.part, y.room, y.parent_id, y.ended_ms
                  from u cross join duty y
                 where y.unit_id = u.id and y.group_id not in (select g.id from g)) d
         where d.ended_ms is null and d.part = 'execute'
           and (cast(:room as text) = '' or d.room = cast(:room as text))
           and (cast(:parent as bigint) = 0 or d.parent_id = :parent)
           and (cast(:state as bigint) = -1 or (cast(:state as bigint) = 8 and (d.due_day < :today or d.calm in (2, 3, 4, 5)))
                or (cast(:state as bigint) = 1 and d.due_day < :today) or (d.calm = :state and d.due_day >= :today))
           and (cast(:near as text) is null or (d.due_day >= :today and d.due_day <= :near and d.calm in (2, 3, 4, 5))))
select r.*, p.is_followed, '' as from_unit_name, p.total_n
  from (select m.id as place_id, m.is_followed, (select count(*) from m) as total_n
          from m
         order by m.is_followed desc, m.due_day, m.id
         limit :n offset :skip) p
  join duty_v_row r on r.id = p.place_id
 order by p.is_followed desc, r.due_day, r.id
 limit :n;

-- duty_list_all: all duties by day, without those of the units that :but follows
select r.*, case when exists (select 1 from duty_follow_unit f where f.user_id = :me and f.unit_id = r.unit_id)
                 then 1 else 0 end as is_followed,
       '' as from_unit_name
  from duty_v_row r
 where r.due_day >= :from and r.due_day <= :to
   and r.ended_ms is null and r.part = 'execute'
   and (cast(:room as text) = '' or r.room = cast(:room as text))
   and (cast(:parent as bigint) = 0 or r.parent_id = :parent)
   and (cast(:state as bigint) = -1 or (cast(:state as bigint) = 8 and (r.due_day < :today or r.calm in (2, 3, 4, 5)))
        or (cast(:state as bigint) = 1 and r.due_day < :today) or (r.calm = :state and r.due_day >= :today))
   and (cast(:near as text) is null or (r.due_day >= :today and r.due_day <= :near and r.calm in (2, 3, 4, 5)))
   and (cast(:q as text) is null or r.title_fold like :q escape '\' or r.unit_fold like :q escape '\')
   and not exists (select 1 from duty_follow_unit w where w.user_id = :but and w.unit_id = r.unit_id)
 order by r.due_day, r.id
 limit :n offset :skip;

-- duty_list_state: those that stand so and are not late, by day
select r.*, case when exists (select 1 from duty_follow_unit f where f.user_id = :me and f.unit_id = r.unit_id)
                 then 1 else 0 end as is_followed,
       '' as from_unit_name
  from duty_v_row r
 where r.calm = :state and r.due_day >= :today
   and r.ended_ms is null and r.part = 'execute'
   and (cast(:room as text) = '' or r.room = cast(:room as text))
   and (cast(:parent as bigint) = 0 or r.parent_id = :parent)
   and (cast(:state as bigint) = -1 or (cast(:state as bigint) = 8 and (r.due_day < :today or r.calm in (2, 3, 4, 5)))
        or (cast(:state as bigint) = 1 and r.due_day < :today) or (r.calm = :state and r.due_day >= :today))
   and (cast(:near as text) is null or (r.due_day >= :today and r.due_day <= :near and r.calm in (2, 3, 4, 5)))
   and (cast(:q as text) is null or r.title_fold like :q escape '\' or r.unit_fold like :q escape '\')
   and not exists (select 1 from duty_follow_unit w where w.user_id = :but and w.unit_id = r.unit_id)
 order by r.due_day, r.id
 limit :n offset :skip;

-- duty_list_parent: those of one parent by day
select r.*, case when exists (select 1 from duty_follow_unit f where f.user_id = :me and f.unit_id = r.unit_id)
                 then 1 else 0 end as is_followed,
       '' as from_unit_name
  from duty_v_row r
 where r.room = :room and r.parent_id = :parent
   and r.ended_ms is null and r.part = 'execute'
   and (cast(:state as bigint) = -1 or (cast(:state as bigint) = 8 and (r.due_day < :today or r.calm in (2, 3, 4, 5)))
        or (cast(:state as bigint) = 1 and r.due_day < :today) or (r.calm = :state and r.due_day >= :today))
   and (cast(:near as text) is null or (r.due_day >= :today and r.due_day <= :near and r.calm in (2, 3, 4, 5)))
   and (cast(:q as text) is null or r.title_fold like :q escape '\' or r.unit_fold like :q escape '\')
   and not exists (select 1 from duty_follow_unit w where w.user_id = :but and w.unit_id = r.unit_id)
 order by r.due_day, r.id
 limit :n offset :skip;

-- duty_list_wait: those whose report waits for the board, the longest first
select r.*, case when exists (select 1 from duty_follow_unit f where f.user_id = :me and f.unit_id = r.unit_id)
                 then 1 else 0 end as is_followed,
       '' as from_unit_name
  from duty_v_row r
 where r.waits_ms is not null
   and r.ended_ms is null
   and (cast(:room as text) = '' or r.room = cast(:room as text))
   and (cast(:parent as bigint) = 0 or r.parent_id = :parent)
   and (cast(:state as bigint) = -1 or (cast(:state as bigint) = 8 and (r.due_day < :today or r.calm in (2, 3, 4, 5)))
        or (cast(:state as bigint) = 1 and r.due_day < :today) or (r.calm = :state and r.due_day >= :today))
   and (cast(:near as text) is null or (r.due_day >= :today and r.due_day <= :near and r.calm in (2, 3, 4, 5)))
   and (cast(:q as text) is null or r.title_fold like :q escape '\' or r.unit_fold like :q escape '\')
   and not exists (select 1 from duty_follow_unit w where w.user_id = :but and w.unit_id = r.unit_id)
 order by r.waits_ms, r.id
 limit :n offset :skip;

-- duty_follow_has: does a person follow a unit
select count(*) as n from duty_follow_unit where user_id = :me and unit_id = :unit;

-- duty_follow_size: how many units a person follows
select count(*) as n from duty_follow_unit where user_id = :me;

-- duty_words_size: at most how many duties have the words
select cast(coalesce((select sum(new_n + begun_n + partial_n + told_n + told_late_n + done_n + done_late_n + suspended_n)
                        from duty_group where title_fold like :q escape '\'), 0)
          + coalesce((select sum(t.suspended_n + t.late_n + t.waiting_n + t.reported_n + t.under_way_n + t.not_begun_n
                                 + t.done_late_n + t.done_n)
                        from duty_tally t join unit_v_unit u on u.id = t.unit_id
                       where t.parent_id = 0 and u.name_fold like :q escape '\'), 0) as bigint) as n;

-- duty_near_size: how many are near, of all or of one parent
select count(*) as n
  from duty
 where due_day >= :today and due_day <= :near and calm in (2, 3, 4, 5) and ended_ms is null and part = 'execute'
   and (cast(:room as text) = '' or room = cast(:room as text))
   and (cast(:parent as bigint) = 0 or parent_id = :parent);

-- duty_near_total: how many are near and stand so
select count(*) as n
  from duty
 where due_day >= :today and due_day <= :near and calm = :state and ended_ms is null and part = 'execute'
   and (cast(:room as text) = '' or room = cast(:room as text))
   and (cast(:parent as bigint) = 0 or parent_id = :parent);

-- duty_count_sum: one unit's tally, or that of all in reach
select cast(coalesce(sum(t.suspended_n), 0) as bigint) as suspended_n, cast(coalesce(sum(t.late_n), 0) as bigint) as late_n,
       cast(coalesce(sum(t.waiting_n), 0) as bigint) as waiting_n, cast(coalesce(sum(t.reported_n), 0) as bigint) as reported_n,
       cast(coalesce(sum(t.under_way_n), 0) as bigint) as under_way_n, cast(coalesce(sum(t.not_begun_n), 0) as bigint) as not_begun_n,
       cast(coalesce(sum(t.done_late_n), 0) as bigint) as done_late_n, cast(coalesce(sum(t.done_n), 0) as bigint) as done_n
  from duty_tally t
 where (cast(:room as text) = '' or t.room = cast(:room as text)) and t.parent_id = :parent
   and (cast(:unit as bigint) = 0 or t.unit_id = :unit)
   and (cast(:low as text) is null
        or t.unit_id in (select u.id from unit_v_unit u where u.path >= :low and u.path < :high)
        or t.unit_id in (select w.unit_id from duty_follow_unit w where w.user_id = :me));

-- duty_count_list: the tally unit by unit, those followed first, then the most late; only the page's rows are looked up in full
with m as materialized (
        select t.id, t.late_n, u.sortkey, case when f.id is null then 0 else 1 end as is_followed
          from duty_tally t join unit_v_unit u on u.id = t.unit_id
          left join duty_follow_unit f on f.user_id = :me and f.unit_id = t.unit_id
         where t.room = :room and t.parent_id = :parent
           and t.suspended_n + t.late_n + t.waiting_n + t.reported_n
                + t.under_way_n + t.not_begun_n + t.done_late_n + t.done_n > 0
           and (cast(:low as text) is null or (u.path >= :low and u.path < :high) or f.id is not null))
select t.unit_id, u.name as unit_name, t.suspended_n, t.late_n, t.waiting_n, t.reported_n,
       t.under_way_n, t.not_begun_n, t.done_late_n, t.done_n, p.is_followed, p.total_n
  from (select m.id as place_id, m.is_followed, m.late_n as first, m.sortkey as second, (select count(*) from m) as total_n
          from m
         order by m.is_followed desc, m.late_n desc, m.sortkey, m.id
         limit :n offset :skip) p
  join duty_tally t on t.id = p.place_id join unit_v_unit u on u.id = t.unit_id
 order by p.is_followed desc, p.first desc, p.second, p.place_id
 limit :n;

-- duty_between_list: by unit, what is late on one of two days and not on the other
select unit_id, count(*) as all_n, count(*) filter (where calm = 2) as waiting_n,
       count(*) filter (where calm = 3) as reported_n, count(*) filter (where calm = 4) as under_way_n,
       count(*) filter (where calm = 5) as not_begun_n
  from duty
 where due_day >= :early and due_day < :late and ended_ms is null and part = 'execute'
   and (cast(:room as text) = '' or room = cast(:room as text))
   and (cast(:parent as bigint) = 0 or parent_id = :parent)
   and (cast(:unit as bigint) = 0 or unit_id = :unit)
 group by unit_id
 order by unit_id
 limit :n;

-- duty_wait_size: how many wait for the board
select count(*) as n from duty where waits_ms is not null and ended_ms is null;

-- duty_affected_list: the next living groups, and whether their duties are not spread as the units of today want it
select g.id,
       case when exists (select 1 from duty d join unit_v_unit u on u.id = d.unit_id
                          where d.group_id = g.id and d.ended_ms is null and d.phase <> 'done' and u.day_to < :today)
              or exists (select 1 from duty_target t join unit_v_unit u on u.id = t.unit_id
                          where t.group_id = g.id and t.ended_ms is null and u.day_to < :today)
              or exists (select 1
                           from duty_target t join unit_v_class_member m on m.class_id = t.class_id
                           join unit_v_unit u on u.id = m.unit_id
                          where t.group_id = g.id and t.ended_ms is null and (u.day_to is null or u.day_to >= :today)
                            and not exists (select 1 from duty d
                                             where d.group_id = g.id and d.unit_id = m.unit_id and d.ended_ms is null))
              or exists (select 1 from duty d
                          where d.group_id = g.id and d.ended_ms is null and d.is_meant = 1 and d.from_unit_id = 0
                            and not exists (select 1 from duty_target t
                                             where t.group_id = d.group_id and t.ended_ms is null
                                               and (t.unit_id = d.unit_id
                                                    or exists (select 1 from unit_v_class_member m
                                                                where m.class_id = t.class_id and m.unit_id = d.unit_id))))
            then 1 else 0 end as is_affected
  from duty_group g
 where g.ended_ms is null and g.id > :after
 order by g.id
 limit :n;

-- duty_orphan_list: living duties of a group whose unit has ended
select d.id, d.unit_id, d.phase, u.name as unit_name,
       (select s.kind from unit_v_successor s where s.from_id = d.unit_id order by s.id limit 1) as ending
  from duty d join unit_v_unit u on u.id = d.unit_id
 where d.group_id = :group and d.ended_ms is null and u.day_to < :today
 order by d.id
 limit :n;

-- duty_has_unit: does a unit have a living duty in the group
select count(*) as n from duty where group_id = :group and unit_id = :unit and ended_ms is null;

-- duty_pass_on: to the unit that came after
update duty
   set from_unit_id = unit_id, unit_id = :unit, last_act = 'duty.spread', last_by = :by, last_ms = :now, version = version + 1
 where id = :id;

-- duty_end: a duty that nobody is left to do
update duty
   set ended_ms = :now, last_act = 'duty.spread', last_by = :by, last_ms = :now, version = version + 1
 where id = :id and ended_ms is null;

-- duty_follow_list: who follows whom, of one person or of all
select f.id, f.user_id, f.unit_id, f.class_id, a.full_name as user_name,
       coalesce((select u.name from unit_v_unit u where u.id = f.unit_id),
                (select c.name from unit_v_class c where c.id = f.class_id)) as name,
       case when f.unit_id <> 0 then 1
            else (select count(*) from unit_v_class_member m join unit_v_unit u on u.id = m.unit_id
                   where m.class_id = f.class_id and (u.day_to is null or u.day_to >= :today)) end as units_n
  from duty_follow f join user_v_account a on a.id = f.user_id
 where f.ended_ms is null and (cast(:user as bigint) = 0 or f.user_id = :user)
 order by a.sortkey, f.user_id, name, f.id
 limit :n;

-- duty_follow_add: a person follows a unit or a class
insert into duty_follow (user_id, unit_id, class_id, at_ms) values (:user, :unit, :class, :now)
 on conflict (user_id, unit_id, class_id) where ended_ms is null do nothing returning id;

-- duty_follow_one: one following
select f.id, f.user_id, f.unit_id, f.class_id, a.login from duty_follow f join user_v_account a on a.id = f.user_id
 where f.id = :id and f.ended_ms is null;

-- duty_follow_end: no longer
update duty_follow set ended_ms = :now, version = version + 1 where id = :id and ended_ms is null;

-- duty_follow_orphan_list: followings of units that have ended
select f.id, f.user_id, f.unit_id
  from duty_follow f join unit_v_unit u on u.id = f.unit_id
 where f.ended_ms is null and u.day_to < :today
 order by f.id
 limit :n;

-- duty_follow_drop: units that a person, or anybody, follows no longer
delete from duty_follow_unit
 where (cast(:user as bigint) = 0 or user_id = :user)
   and not exists (select 1 from duty_follow f
                    where f.user_id = duty_follow_unit.user_id and f.ended_ms is null
                      and (f.unit_id = duty_follow_unit.unit_id
                           or exists (select 1 from unit_v_class_member m
                                       where m.class_id = f.class_id and m.unit_id = duty_follow_unit.unit_id)));

-- duty_follow_fill: units that a person, or anybody, follows now
insert into duty_follow_unit (user_id, unit_id)
select x.of_user, x.of_unit
  from (select f.user_id as of_user, f.unit_id as of_unit
          from duty_follow f
         where f.ended_ms is null and f.unit_id <> 0 and (cast(:user as bigint) = 0 or f.user_id = :user)
        union
        select f.user_id, m.unit_id
          from duty_follow f join unit_v_class_member m on m.class_id = f.class_id join unit_v_unit u on u.id = m.unit_id
         where f.ended_ms is null and (u.day_to is null or u.day_to >= :today)
           and (cast(:user as bigint) = 0 or f.user_id = :user)) x
 where true
 order by x.of_user, x.of_unit
 on conflict (user_id, unit_id) do nothing;

-- duty_account: the account that is to follow
select id, login, full_name from user_v_account where id = :id and disabled_ms is null;

-- duty_account_of: the account of a login name
select id from user_v_account where login = :login and disabled_ms is null;

-- duty_urge_one: a duty that is to be urged, and who directs it
select r.*, 0 as is_followed, '' as from_unit_name, g.direct_unit_id,
       (select u.name from unit_v_unit u where u.id = g.direct_unit_id) as direct_name
  from duty_v_row r join duty_group g on g.id = r.group_id
 where r.id = :id;

-- duty_urge_add: a unit was urged
insert into duty_urge (duty_id, kind, text, by_name, to_name, at_ms) values (:duty, :kind, :text, :by, :to, :now)
 returning id;

-- duty_urged: what lists say of it
update duty set urges_n = urges_n + 1, urged_ms = :now, urged_by = :by where id = :id;

-- duty_open_list: the duties of a group that wait for their unit
select id from duty
 where group_id = :group and ended_ms is null and part = 'execute' and waits_ms is null
   and (due_day < :today or calm in (2, 3, 4, 5))
 order by id
 limit :n;

-- duty_dated_list: what a person's own unit owes between two days
select r.*, 0 as is_followed, '' as from_unit_name
  from duty_v_row r join user_v_account a on a.unit_id = r.unit_id
 where a.id = :user and a.disabled_ms is null and r.good_day >= :from and r.good_day <= :to
   and r.ended_ms is null and r.part = 'execute'
 order by r.good_day, r.id
 limit :n;

-- duty_people_list: living accounts, by id
select id from user_v_account where id > :after and disabled_ms is null order by id limit :n;

-- duty_digest_list: who of the accounts from :first to :last is told what on a day. Sections: 1 returned, 2 late, 3 soon (own
-- unit, for who may report for it); 4 late of what the person's unit directs; 5 waiting for the person's word: what waits for all
-- whose word reaches everything is the same, and is sought once
select user_id, section, thing_id, title, unit_name, day, days_ms, all_n, units_n
  from (select x.*, row_number() over (partition by user_id, section order by day, days_ms, thing_id) as place,
               count(*) over (partition by user_id, section) as all_n
          from (select a.id as user_id,
                       case when d.phase = 'begun' and d.last_act = 'duty.return' then 1
                            when d.due_day < :today then 2 else 3 end as section,
                       d.id as thing_id, g.title, '' as unit_name, d.due_day as day, 0 as days_ms, 0 as units_n
                  from user_v_account a
                  join user_v_right h on h.user_id = a.id and h.right_name = 'DUTY_REPORT'
                  join duty d on d.unit_id = a.unit_id
                  join duty_group g on g.id = d.group_id
                 where a.id >= :first and a.id <= :last and a.disabled_ms is null
                   and d.ended_ms is null and d.part = 'execute' and d.calm in (2, 3, 4, 5)
                   and (d.due_day <= :soon or (d.phase = 'begun' and d.last_act = 'duty.return'))
                union all
                select a.id, 4, g.id, g.title, '', g.good_day, 0,
                       g.new_n + g.begun_n + g.partial_n + g.told_late_n
                  from user_v_account a
                  join user_v_right h on h.user_id = a.id and h.right_name = 'DUTY_READ'
                  join duty_group g on g.direct_unit_id = a.unit_id
                 where a.id >= :first and a.id <= :last and a.disabled_ms is null
                   and g.ended_ms is null and g.good_day < :today
                   and g.new_n + g.begun_n + g.partial_n + g.told_late_n > 0
                union all
                select a.id, 5, d.id, g.title, u.name, '', d.waits_ms, 0
                  from user_v_account a
                  join user_v_right h on h.user_id = a.id and h.right_name = 'DUTY_ANSWER'
                  join duty d on d.waits_ms is not null
                  join duty_group g on g.id = d.group_id
                  join unit_v_unit u on u.id = d.unit_id
                 where a.id >= :first and a.id <= :last and a.disabled_ms is null
                   and d.ended_ms is null and d.calm <> 0
                   and h.reaches_all = 0
                   and exists (select 1 from unit_v_unit o where o.id = a.unit_id and u.path like o.path || '%')) x
        union all
        select a.id, 5, w.id, g.title, u.name, '', w.waits_ms, 0, w.place, w.all_n
          from user_v_account a
          join user_v_right h on h.user_id = a.id and h.right_name = 'DUTY_ANSWER' and h.reaches_all = 1
          join (select d.id, d.group_id, d.unit_id, d.waits_ms, row_number() over (order by d.waits_ms, d.id) as place,
                       count(*) over () as all_n
                  from duty d
                 where d.waits_ms is not null and d.ended_ms is null and d.calm <> 0
                 order by place
                 limit :lines) w on w.place <= :lines
          join duty_group g on g.id = w.group_id
          join unit_v_unit u on u.id = w.unit_id
         where a.id >= :first and a.id <= :last and a.disabled_ms is null) y
 where place <= :lines
 order by user_id, section, place
 limit :n;

-- duty_followed_items: the items of a parent of which a unit that the person follows owes something
select distinct d.item_id
  from duty_follow_unit f join duty d on d.unit_id = f.unit_id
 where f.user_id = :me and d.room = :room and d.parent_id = :parent and d.ended_ms is null
 order by d.item_id
 limit :n;
