-- plan_origin_add: the task of an earlier plan that a task goes on from, once
insert into plan_origin (task_id, from_task_id) values (:task, :from_task) on conflict (task_id) do nothing returning id;

-- plan_origin_list: the tasks before and after a task, by year
select t.id, t.plan_id, p.year, t.appendix, t.section, t.no, o.is_later
  from (select from_task_id as other_id, 0 as is_later from plan_origin where task_id = :task
        union all
        select task_id as other_id, 1 as is_later from plan_origin where from_task_id = :task) o
  join plan_task t on t.id = o.other_id join plan p on p.id = t.plan_id
 order by p.year, t.id
 limit :n;

-- plan_next_link_list: the links of a plan by the places of their ends
select l.kind, f.appendix as from_appendix, f.section as from_section, f.no as from_no,
       t.appendix as to_appendix, t.section as to_section, t.no as to_no
  from plan_link l join plan_task f on f.id = l.from_task_id join plan_task t on t.id = l.to_task_id
 where l.plan_id = :plan and l.ended_ms is null and f.ended_ms is null and t.ended_ms is null
 order by l.id
 limit :n;

-- plan_next_ended_list: bodies whose unit has ended, with what came after it, task by task
select b.task_id, b.part, u.name as unit_name, coalesce(n.name, '') as next_name
  from plan_body b join plan_task t on t.id = b.task_id join unit_v_unit u on u.id = b.unit_id
  left join unit_v_successor s on s.from_id = u.id
  left join unit_v_unit n on n.id = s.to_id
 where t.plan_id = :plan and t.ended_ms is null and b.ended_ms is null and u.day_to is not null and u.day_to <= :today
 order by b.task_id, b.ord, b.id, s.id
 limit :n;
