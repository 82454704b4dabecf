-- bench/duties.sql -- the duties of a city, for a SQLite database that `thidua init --demo` made: 700 units in all, 10 plans of
-- 200 tasks with one milestone each, 70 units to a milestone (140,000 duties), and 1 million reports. What is kept of them
-- (states, counts) is made afterwards by `thidua duty recount --mend`. Days lie around 2024-03-05.
--
--     sqlite3 DATA/thidua.db <bench/duties.sql && thidua --data=DATA --today=2024-03-05 duty recount --mend
begin immediate;

insert into unit (code, kind, parent_id, path, name, short_name, name_fold, short_fold, sortkey, source)
with recursive n (i) as (select 1 union all select i + 1 from n where i < 700 - (select count(*) from unit))
select printf('DO-%04d', i), 'so', null, '', printf('Đơn vị đo lường số %04d', i), '', printf('don vi do luong so %04d', i), '',
       printf('zz%04d', i), 'bench'
  from n;
update unit set path = '/' || id || '/' where path = '';

insert into duty_group (room, parent_id, item_id, object_id, title, title_fold, words, path, good_day)
with recursive n (i) as (select 1 union all select i + 1 from n where i < 2000)
select 'plan', 1 + (i - 1) / 200, 100000 + i, 100000 + i, printf('Mục %d: Gửi báo cáo kết quả phong trào thi đua số %d', 1 + i % 50, i),
       printf('muc %d: gui bao cao ket qua phong trao thi dua so %d', 1 + i % 50, i), 'trước ngày', '/plan',
       case when i % 10 = 0 then null else date('2024-01-01', '+' || (i * 37 % 365) || ' days') end
  from n;

insert into duty (group_id, room, parent_id, item_id, unit_id, part, phase, told_day, percent, waits_ms, reports_n)
select id, room, parent_id, item_id, unit_id, 'execute',
       case when h < 20 then 'new' when h < 25 then 'begun' when h < 28 then 'partial' when h < 32 then 'told' else 'done' end,
       case when h >= 28 then date(coalesce(good_day, '2024-02-01'), case when h % 5 = 0 then '+9 days' else '-3 days' end) end,
       case when h < 20 then 0 when h < 25 then 40 when h < 28 then 60 else 100 end,
       case when h >= 25 and h < 32 then 1709000000000 + h * 100000 + unit_id end, case when h < 20 then 0 else 18 end
  from (select g.*, u.id as unit_id,
               case when g.good_day > '2024-03-05' then (g.id * 31 + u.k * 17) % 30 else (g.id * 31 + u.k * 17) % 100 end as h
          from duty_group g
          join (select id, row_number() over (order by id) - 1 as k from unit) u on (u.k + g.id * 7) % 10 = 0
         where g.item_id > 100000);

insert into duty_target (group_id, unit_id, part) select group_id, unit_id, 'execute' from duty where item_id > 100000;

insert into duty_report (duty_id, text, percent, state, day, by_id, by_name, at_ms, answer, answered_by, answered_ms)
with recursive n (i) as (select 1 union all select i + 1 from n where i < 18)
select d.id, printf('Báo cáo lần %d: đã triển khai, gửi kèm số liệu.', n.i), case when n.i = 18 then max(d.percent, 1) else n.i * 5 end,
       case when n.i = 18 and d.waits_ms is not null then 'waiting' when n.i = 18 and d.phase = 'done' then 'confirmed'
            else 'returned' end,
       '2024-02-20', 1, 'Cán bộ đo lường', 1708400000000 + n.i * 1000, '', '', null
  from duty d join n
 where d.reports_n > 0 and d.item_id > 100000;
commit;
