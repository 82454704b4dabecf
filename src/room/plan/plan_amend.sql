-- plan_amend_task_one: where a task stands in its plan, and whether it has ended
select id, version, plan_id, ord, appendix, section, section_title, no, ended_ms from plan_task where id = :id;

-- plan_amend_hold: the task as it was read, if nobody was faster
update plan_task set version = version + 1 where id = :id and version = :version and ended_ms is null;

-- plan_amend_place_list: the places that living tasks of a plan take, in order
select ord, appendix, section, section_title, no
  from plan_task
 where plan_id = :plan and ended_ms is null
 order by ord, id
 limit :n;

-- plan_amend_stone_paper: milestones that stay keep the paper that moved them, though they are written anew
update plan_milestone set moved_paper = :paper, version = version + 1
 where task_id = :task and words = :words and ended_ms is null;

-- plan_amend_time_set: what a task says of its times, after one of them moved
update plan_task set time_text = :time, version = version + 1 where id = :id;

-- plan_amend_add: an act and its paper
insert into plan_amend (plan_id, task_id, act, paper, paper_day, file_id, note, done_ms, done_by)
values (:plan, :task, :act, :paper, :paper_day, :file, :note, :now, :by)
returning id;

-- plan_amend_field_add: one column before and after it
insert into plan_amend_field (amend_id, col, was_text, now_text) values (:amend, :col, :was, :is) returning id;

-- plan_amend_list: the acts on a plan, or on one task of it, newest first
select a.id, a.plan_id, a.task_id, a.act, a.paper, a.paper_day, a.file_id, a.note, a.done_ms, a.done_by,
       t.appendix, t.section, t.no, t.lead
  from plan_amend a left join plan_task t on t.id = a.task_id
 where a.plan_id = :plan and (cast(:task as bigint) is null or a.task_id = :task) and a.id < :before
 order by a.id desc
 limit :n;

-- plan_amend_field_list: their columns, act by act in the same order
select f.amend_id, f.col, f.was_text, f.now_text
  from plan_amend_field f join plan_amend a on a.id = f.amend_id
 where a.plan_id = :plan and (cast(:task as bigint) is null or a.task_id = :task) and a.id >= :first and a.id < :before
 order by f.amend_id desc, f.id
 limit :n;

-- plan_amend_one: the file of an act
select id, file_id from plan_amend where id = :id;

-- plan_issued_one: whether and when a plan was first published
select min(kept_ms) as kept_ms, min(after_id) as after_id from plan_issued where plan_id = :plan;

-- plan_issued_add: a task as it is first published
insert into plan_issued (plan_id, task_id, kept_ms, after_id, appendix, section, no, content, items, direct_text, execute_text,
       coordinate_text, times, product)
values (:plan, :task, :now, (select coalesce(max(a.id), 0) from plan_amend a where a.plan_id = :plan), :appendix, :section, :no, :content, :items, :direct, :execute, :coordinate, :times, :product)
returning id;

-- plan_issued_list: the tasks as first published, and where they stand now
select i.task_id, i.appendix, i.section, i.no, i.content, i.items, i.direct_text, i.execute_text, i.coordinate_text, i.times,
       i.product, t.ended_ms, t.lead, t.section_title
  from plan_issued i join plan_task t on t.id = i.task_id
 where i.plan_id = :plan
 order by i.id
 limit :n;
