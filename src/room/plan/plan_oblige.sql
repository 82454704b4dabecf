-- plan_stone_list: the living milestones of a plan, or of one task, with what room duty is told of their task
select m.id, m.line_id, m.task_id, m.kind, m.act, m.words, m.good_day, t.appendix, t.section, t.no, t.lead, t.content, t.twin_id
  from plan_milestone m join plan_task t on t.id = m.task_id
 where t.plan_id = :plan and t.ended_ms is null and m.ended_ms is null
   and (cast(:task as bigint) is null or t.id = :task)
 order by t.ord, t.id, m.ord, m.id
 limit :n;

-- plan_target_list: the bodies of a plan, or of one task, in the same order of tasks
select b.task_id, b.milestone_id, b.part, b.unit_id, b.class_id
  from plan_body b join plan_task t on t.id = b.task_id
 where t.plan_id = :plan and t.ended_ms is null and b.ended_ms is null
   and (cast(:task as bigint) is null or t.id = :task)
 order by t.ord, t.id, b.ord, b.id
 limit :n;

-- plan_follows_list: what follows what in a plan: the milestones of kind follows, and those that each waits for; a task that
-- tells the same fact as another is done when that one is
select f.id as stone_id, f.line_id, o.id as on_id, o.line_id as on_line_id
  from plan_link l
  join plan_milestone f on f.task_id = l.from_task_id and f.kind = 'follows' and f.ended_ms is null
  join plan_task ft on ft.id = f.task_id and ft.ended_ms is null and ft.twin_id = 0
  join plan_task ot on ot.id = l.to_task_id and ot.ended_ms is null
  join plan_milestone o on o.task_id = case when ot.twin_id <> 0 then ot.twin_id else ot.id end and o.ended_ms is null
 where l.plan_id = :plan and l.kind = 'follows' and l.ended_ms is null
 order by f.id, o.ord, o.id
 limit :n;

-- plan_unknown_list: words of bodies that nothing means, the most frequent first
select b.words, count(distinct b.task_id) as tasks_n, min(b.task_id) as task_id
  from plan_body b join plan_task t on t.id = b.task_id
 where t.plan_id = :plan and t.ended_ms is null and b.unit_id = 0 and b.class_id = 0 and b.ended_ms is null
 group by b.words
 order by 2 desc, 1
 limit :n;

-- plan_unknown_rows: the rows of such bodies
select b.id, b.task_id, b.words
  from plan_body b join plan_task t on t.id = b.task_id
 where t.plan_id = :plan and t.ended_ms is null and b.unit_id = 0 and b.class_id = 0 and b.ended_ms is null
 order by b.task_id, b.id
 limit :n;

-- plan_body_known: what the words of a body mean, now that it is known
update plan_body set unit_id = :unit, class_id = :class, version = version + 1 where id = :id;

-- plan_task_touch: something of the task was done by a person who saw this version
update plan_task set version = version + 1 where id = :id and version = :version and ended_ms is null;

-- plan_publish_weight: at most how many duties a plan makes: its milestones times the units that its bodies mean
select coalesce(sum(b.units_n * m.stones_n), 0) as n
  from (select b.task_id, sum(case when b.class_id = 0 then 1
                                   else (select count(*) from unit_v_class_member c where c.class_id = b.class_id) end) as units_n
          from plan_body b join plan_task t on t.id = b.task_id
         where t.plan_id = :plan and t.ended_ms is null and t.twin_id = 0 and b.ended_ms is null and b.part <> 'direct'
           and (b.unit_id <> 0 or b.class_id <> 0)
         group by b.task_id) b
  join (select m.task_id, count(*) as stones_n
          from plan_milestone m join plan_task t on t.id = m.task_id
         where t.plan_id = :plan and m.ended_ms is null
         group by m.task_id) m on m.task_id = b.task_id;
