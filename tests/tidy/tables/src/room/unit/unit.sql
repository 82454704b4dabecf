-- room/unit/unit.sql -- statements.
-- unit_list: all of them
select id from unit order by id;
-- unit_rename: must not be
update unit_name set id = 1 where id = :id;
-- unit_put: an upsert is no update of a table called set
insert into unit (id) values (:id) on conflict (id) do update set id = :id returning id;
-- unit_below: a later room's window
select id from plan_v_public limit 1;
