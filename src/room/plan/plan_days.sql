-- plan_days_list: living milestones of living tasks, some at a time
select m.id, m.version, m.task_id, m.line_id, m.kind, m.on_day, m.end_day, m.days, m.period, m.part, m.follows, m.act, m.actors, m.words,
       m.good_day, m.moved_paper
  from plan_milestone m join plan_task t on t.id = m.task_id
 where m.id > :after and m.ended_ms is null and t.ended_ms is null
 order by m.id
 limit :n;

-- plan_days_touch: a plan that is perhaps being made ready is another now
update plan set version = version + 1
 where state <> 'published' and id = (select plan_id from plan_task where id = :task);

-- plan_days_set: the last good day by another calendar
update plan_milestone set good_day = :good_day, version = version + 1 where id = :id;
