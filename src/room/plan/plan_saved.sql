-- plan_saved_list: the filters that a person keeps of a plan
select id, version, user_id, plan_id, name, shown_as, query, made_ms
  from plan_saved
 where user_id = :user and plan_id = :plan and ended_ms is null
 order by id
 limit :n;

-- plan_saved_one: one of them, whoever keeps it
select id, version, user_id, plan_id, name, shown_as, query, made_ms
  from plan_saved
 where id = :id and ended_ms is null;

-- plan_saved_add: one more
insert into plan_saved (user_id, plan_id, name, shown_as, query, made_ms)
values (:user, :plan, :name, :view, :query, :now)
returning id;

-- plan_saved_end: kept no longer
update plan_saved set ended_ms = :now, version = version + 1 where id = :id and ended_ms is null;
