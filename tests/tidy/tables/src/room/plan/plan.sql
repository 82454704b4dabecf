-- room/plan/plan.sql -- statements.
-- plan_units: the table itself is not for others; its window is
select u.id from unit u join unit_v_living v on v.id = u.id limit 5;
-- plan_tree: a common table expression may bear a room's word
with recursive unit_tree as (select id from unit_v_living) select id from unit_tree where name = 'from unit' limit 5;
