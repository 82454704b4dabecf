-- portal_plan_list: published plans, the newest year first
select id, year, title, issuer, number, issued_on, published_ms
  from plan_v_public
 order by year desc, published_ms desc, id desc
 limit :n;

-- portal_task_list: tasks of a published plan in the paper's order
select id, appendix, section, section_title, no, lead, direct_text, execute_text, coordinate_text
  from plan_v_public_task
 where plan_id = :plan
 order by ord, id
 limit :n;

-- portal_milestone_list: milestones of a published plan, task by task
select m.task_id, m.words, m.act, m.actors, m.good_day
  from plan_v_public_milestone m join plan_v_public_task t on t.id = m.task_id
 where m.plan_id = :plan
 order by t.ord, t.id, m.ord, m.id
 limit :n;

-- portal_item_list: bullet points of a published plan, task by task
select i.task_id, i.words
  from plan_v_public_item i join plan_v_public_task t on t.id = i.task_id
 where i.plan_id = :plan
 order by t.ord, t.id, i.ord, i.id
 limit :n;
