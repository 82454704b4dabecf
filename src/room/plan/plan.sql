-- plan_list: plans, the newest year first
select p.id, p.version, p.year, p.title, p.issuer, p.number, p.issued_on, p.unit_id, p.state, p.file_id, p.intake_id,
       p.published_ms, p.published_by, coalesce(t.tasks_n, 0) as tasks_n, coalesce(t.warnings_n, 0) as warnings_n
  from plan p
  left join (select plan_id as of_plan, count(*) as tasks_n, cast(sum(warnings_n) as bigint) as warnings_n
               from plan_task where ended_ms is null group by plan_id) t on t.of_plan = p.id
 order by p.year desc, p.id desc
 limit :n;

-- plan_one: a plan with its counts
select p.id, p.version, p.year, p.title, p.issuer, p.number, p.issued_on, p.unit_id, p.state, p.file_id, p.intake_id,
       p.published_ms, p.published_by,
       (select count(*) from plan_task t where t.plan_id = p.id and t.ended_ms is null) as tasks_n,
       (select coalesce(sum(t.warnings_n), 0) from plan_task t where t.plan_id = p.id and t.ended_ms is null) as warnings_n
  from plan p
 where p.id = :id;

-- plan_head_one: a plan alone
select p.id, p.version, p.year, p.title, p.issuer, p.number, p.issued_on, p.unit_id, p.state, p.file_id, p.intake_id,
       p.published_ms, p.published_by, 0 as tasks_n, 0 as warnings_n
  from plan p
 where p.id = :id;

-- plan_same_list: the plans of a year, to find the one that a document is about
select id, issuer, title
  from plan
 where year = :year
 order by id
 limit :n;

-- plan_add: a draft
insert into plan (year, title, issuer, number, issued_on, unit_id, file_id, intake_id, made_ms, made_by)
values (:year, :title, :issuer, :number, :issued_on, :unit, :file, :intake, :now, :by)
returning id;

-- plan_head_set: what a new reading says of the whole plan
update plan set year = :year, title = :title, issuer = :issuer, number = :number, issued_on = :issued_on,
       file_id = :file, intake_id = :intake, version = version + 1
 where id = :id and version = :version;

-- plan_touch: something of the plan changed
update plan set version = version + 1 where id = :id;

-- plan_state_set: published or withdrawn
update plan set state = :state, published_ms = :published_ms, published_by = :published_by, state_reason = :reason,
       version = version + 1
 where id = :id and version = :version;

-- plan_task_list: living tasks of a plan in the paper's order
select id, version, plan_id, ord, appendix, section, section_title, no, content, lead, direct_text, execute_text,
       coordinate_text, time_text, product, is_candidate, place, page, from_line, to_line, confidence, warnings_n,
       unknown_n, twin_id
  from plan_task
 where plan_id = :plan and ended_ms is null
 order by ord, id
 limit :n;

-- plan_line_list: living tasks of a plan as lists show them; the words to search only when they are wanted
select id, appendix, no, section, section_title, is_candidate, lead, direct_text, execute_text, coordinate_text,
       warnings_n, unknown_n, points, stones, twin_id,
       case when cast(:folds as bigint) = 1 then find_fold else '' end as find_fold,
       case when cast(:unit as bigint) is null or id in (
        select b.task_id from plan_body b where b.unit_id = :unit and b.ended_ms is null
        union select b.task_id from plan_body b join unit_v_class_member m on m.class_id = b.class_id
               where m.unit_id = :unit and b.ended_ms is null) then 1 else 0 end as is_of_unit
  from plan_task
 where plan_id = :plan and ended_ms is null
 order by ord, id
 limit :n;

-- plan_task_one: one task
select id, version, plan_id, ord, appendix, section, section_title, no, content, lead, direct_text, execute_text,
       coordinate_text, time_text, product, is_candidate, place, page, from_line, to_line, confidence, warnings_n,
       unknown_n, twin_id
  from plan_task
 where id = :id;

-- plan_task_add: a task
insert into plan_task (plan_id, ord, appendix, section, section_title, no, content, lead, direct_text, execute_text,
       coordinate_text, time_text, product, is_candidate, place, page, from_line, to_line, confidence, find_fold)
values (:plan, :ord, :appendix, :section, :section_title, :no, :content, :lead, :direct, :execute,
       :coordinate, :time, :product, :candidate, :place, :page, :from_line, :to_line, :confidence, :fold)
returning id;

-- plan_task_renew: a task as a new reading has it
update plan_task set ord = :ord, appendix = :appendix, section = :section, section_title = :section_title, no = :no, content = :content, lead = :lead, direct_text = :direct,
       execute_text = :execute, coordinate_text = :coordinate, time_text = :time, product = :product, is_candidate = :candidate,
       place = :place, page = :page, from_line = :from_line, to_line = :to_line, confidence = :confidence,
       find_fold = :fold, version = version + 1
 where id = :id and ended_ms is null;

-- plan_task_end: no longer in the document
update plan_task set ended_ms = :now, version = version + 1 where id = :id and ended_ms is null;

-- plan_task_reckon: what lists show of a task's parts
update plan_task set first_day = :first_day, warnings_n = :warnings_n, unknown_n = :unknown_n, points = :points,
       stones = :stones, version = version + 1
 where id = :id;

-- plan_item_add: a bullet point
insert into plan_item (task_id, ord, words) values (:task, :ord, :words) returning id;

-- plan_item_list: the bullet points of a task
select ord, words from plan_item where task_id = :task and ended_ms is null order by ord, id limit :n;

-- plan_item_end: the old points of a renewed task
update plan_item set ended_ms = :now, version = version + 1 where task_id = :task and ended_ms is null;

-- plan_body_add: a body's part in a task, or in one milestone of it
insert into plan_body (task_id, milestone_id, ord, part, words, unit_id, class_id)
values (:task, :milestone, :ord, :part, :words, :unit, :class)
returning id;

-- plan_body_list: the bodies of a task with their names
select b.part, b.milestone_id, b.words, b.unit_id, b.class_id, u.name as unit_name, c.name as class_name
  from plan_body b
  left join unit_v_unit u on u.id = b.unit_id
  left join unit_v_class c on c.id = b.class_id
 where b.task_id = :task and b.ended_ms is null
 order by b.ord, b.id
 limit :n;

-- plan_body_end: the old bodies of a renewed task
update plan_body set ended_ms = :now, version = version + 1 where task_id = :task and ended_ms is null;

-- plan_milestone_add: a milestone
insert into plan_milestone (task_id, line_id, ord, kind, on_day, end_day, days, period, part, follows, act, actors, words,
       good_day)
values (:task, :line, :ord, :kind, :on_day, :end_day, :days, :period, :part, :follows, :act, :actors, :words, :good_day)
returning id;

-- plan_milestone_list: the milestones of a plan, task by task in the paper's order
select m.id, m.version, m.task_id, m.line_id, m.kind, m.on_day, m.end_day, m.days, m.period, m.part, m.follows, m.act, m.actors, m.words,
       m.good_day, m.moved_paper
  from plan_milestone m join plan_task t on t.id = m.task_id
 where t.plan_id = :plan and t.ended_ms is null and m.ended_ms is null
 order by t.ord, t.id, m.ord, m.id
 limit :n;

-- plan_milestone_task_list: the milestones of one task
select id, version, task_id, line_id, kind, on_day, end_day, days, period, part, follows, act, actors, words, good_day, moved_paper
  from plan_milestone
 where task_id = :task and ended_ms is null
 order by ord, id
 limit :n;

-- plan_milestone_one: one milestone
select id, version, task_id, line_id, kind, on_day, end_day, days, period, part, follows, act, actors, words, good_day, moved_paper
  from plan_milestone
 where id = :id and ended_ms is null;

-- plan_milestone_move: to another day
update plan_milestone set on_day = :on_day, end_day = :end_day, words = :words, good_day = :good_day, moved_paper = :paper,
       version = version + 1
 where id = :id and version = :version and ended_ms is null;

-- plan_milestone_end: the old milestones of a renewed task
update plan_milestone set ended_ms = :now, version = version + 1 where task_id = :task and ended_ms is null;

-- plan_warning_add: what the reading was not sure of
insert into plan_warning (task_id, col, reason) values (:task, :col, :reason) returning id;

-- plan_warning_list: the open warnings of a task
select id, col, reason from plan_warning where task_id = :task and ended_ms is null order by id limit :n;

-- plan_warning_one: one open warning and its plan
select w.id, w.task_id, t.plan_id
  from plan_warning w join plan_task t on t.id = w.task_id
 where w.id = :id and w.ended_ms is null;

-- plan_warning_settle: a person has looked
update plan_warning set ended_ms = :now, version = version + 1 where id = :id and ended_ms is null;

-- plan_warning_end: the old warnings of a renewed task
update plan_warning set ended_ms = :now, version = version + 1 where task_id = :task and ended_ms is null;

-- plan_link_add: two tasks that are one, or follow one another
insert into plan_link (plan_id, from_task_id, to_task_id, kind)
values (:plan, :from_task, :to_task, :kind)
returning id;

-- plan_link_list: the links of a task, seen from it
select l.id, l.kind, case when l.from_task_id = :task then 1 else 0 end as is_outward,
       o.id as other_id, o.appendix, o.section, o.no, o.content,
       (select max(m.good_day) from plan_milestone m where m.task_id = o.id and m.ended_ms is null) as other_day,
       (select max(m.good_day) from plan_milestone m where m.task_id = :task and m.ended_ms is null) as own_day
  from plan_link l
  join plan_task o on o.id = case when l.from_task_id = :task then l.to_task_id else l.from_task_id end
 where (l.from_task_id = :task or l.to_task_id = :task) and l.ended_ms is null and o.ended_ms is null
 order by l.id
 limit :n;

-- plan_link_end: the old links of a renewed plan
update plan_link set ended_ms = :now, version = version + 1 where plan_id = :plan and ended_ms is null;

-- plan_warning_plan_list: the open warnings of a plan, task by task
select w.task_id, w.col, w.reason
  from plan_warning w join plan_task t on t.id = w.task_id
 where t.plan_id = :plan and t.ended_ms is null and w.ended_ms is null
 order by t.ord, t.id, w.id
 limit :n;

-- plan_appendix_add: what an appendix is called
insert into plan_appendix (plan_id, no, title) values (:plan, :no, :title) returning id;

-- plan_appendix_end: the old titles of a renewed plan
update plan_appendix set ended_ms = :now, version = version + 1 where plan_id = :plan and ended_ms is null;

-- plan_appendix_list: what the appendices of a plan are called
select no, title from plan_appendix where plan_id = :plan and ended_ms is null order by no, id limit :n;

-- plan_link_plan_list: the links of a plan between living tasks
select l.from_task_id, l.to_task_id, l.kind
  from plan_link l join plan_task f on f.id = l.from_task_id join plan_task o on o.id = l.to_task_id
 where l.plan_id = :plan and l.ended_ms is null and f.ended_ms is null and o.ended_ms is null
 order by l.id
 limit :n;

-- plan_body_plan_list: the bodies of a plan, task by task
select b.task_id, b.part, b.words, u.code as unit_code, c.code as class_code
  from plan_body b join plan_task t on t.id = b.task_id
  left join unit_v_unit u on u.id = b.unit_id
  left join unit_v_class c on c.id = b.class_id
 where t.plan_id = :plan and t.ended_ms is null and b.ended_ms is null and b.milestone_id = 0
 order by t.ord, t.id, b.ord, b.id
 limit :n;

-- plan_item_plan_list: the bullet points of a plan, task by task
select i.task_id, i.words
  from plan_item i join plan_task t on t.id = i.task_id
 where t.plan_id = :plan and t.ended_ms is null and i.ended_ms is null
 order by t.ord, t.id, i.ord, i.id
 limit :n;

-- plan_class_of: the class that a code means
select id from unit_v_class where code = :code;

-- plan_unknown_n: bodies of a task that no name or alias means
select count(*) as n from plan_body where task_id = :task and unit_id = 0 and class_id = 0 and ended_ms is null;

-- plan_twin_clear: before the links of a plan are told anew
update plan_task set twin_id = 0, version = version + 1 where plan_id = :plan and twin_id <> 0;

-- plan_twin_lost: the task that told the same fact has ended
update plan_task set twin_id = 0, version = version + 1 where twin_id = :twin;

-- plan_twin_set: the task tells the same fact as another
update plan_task set twin_id = :twin, version = version + 1 where id = :id;
