-- bench/city.sql -- what the units of the made-up city did: about seven reports to each duty, evidence, urging. Run by
-- bench/city.sh, which writes DAY[x;n] (n days after x), MS[x] (its first millisecond) and TODAY for the engine; room duty
-- counts afterwards.

-- How each duty stands: of those whose day has passed four in five are done.
create temporary table fate as
select d.id, d.unit_id, g.good_day,
       case when g.good_day < TODAY then
            case when d.id * 7919 % 100 < 80 then 'done' when d.id * 7919 % 100 < 84 then 'done_late'
                 when d.id * 7919 % 100 < 87 then 'told_late' when d.id * 7919 % 100 < 92 then 'told'
                 when d.id * 7919 % 100 < 96 then 'begun' else 'new' end
            else case when d.id * 7919 % 100 < 12 then 'done_early' when d.id * 7919 % 100 < 22 then 'partial'
                 when d.id * 7919 % 100 < 32 then 'told_early' when d.id * 7919 % 100 < 62 then 'begun' else 'new' end end as fate
  from duty d join duty_group g on g.id = d.group_id
 where d.ended_ms is null;

create temporary table course as
select id, unit_id, fate,
       case fate when 'done' then DAY[good_day;-(id % 12)] when 'told' then DAY[good_day;-(id % 5)]
                 when 'done_late' then case when DAY[good_day;1 + id % 9] > TODAY then TODAY else DAY[good_day;1 + id % 9] end
                 when 'told_late' then DAY[TODAY;0] else DAY[TODAY;-(id % 40)] end as last_day,
       case fate when 'done' then 7 + id % 5 when 'done_late' then 8 + id % 5 when 'new' then 0 when 'begun' then 5 + id % 4
                 else 6 + id % 4 end as n
  from fate;
create index course_by_id on course (id);

create temporary table teller as select unit_id, min(id) as id, min(full_name) as name from user_account group by unit_id;

insert into duty_report (duty_id, text, percent, state, day, by_id, by_name, at_ms, answer, answered_by, answered_ms)
with recursive k (k) as (select 1 union all select k + 1 from k where k < 12)
select duty_id, 'Đơn vị đã triển khai đến các phòng, ban trực thuộc; hoàn thành ' || percent ||
       '% khối lượng, còn vướng ở khâu tổng hợp số liệu từ cơ sở, sẽ báo cáo tiếp.', percent, state, day, by_id, by_name, MS[day],
       case state when 'returned' then 'Đề nghị bổ sung số liệu và minh chứng.' else '' end,
       case state when 'waiting' then '' else 'Lê Minh Châu' end,
       case state when 'waiting' then null else MS[DAY[day;1]] end
  from (select c.id as duty_id, coalesce(t.id, 1) as by_id, coalesce(t.name, 'Văn thư') as by_name,
               case when k.k = c.n and c.fate <> 'begun' and c.fate <> 'partial' then 100 else k.k * 100 / (c.n + 1) end as percent,
               case when k.k < c.n then case when k.k % 5 = 3 then 'returned' else 'confirmed' end
                    when c.fate in ('told', 'told_late', 'told_early', 'partial') then 'waiting'
                    when c.fate = 'begun' and c.id % 3 = 0 then 'returned' else 'confirmed' end as state,
               DAY[c.last_day;-(c.n - k.k) * 9] as day
          from course c join k on k.k <= c.n left join teller t on t.unit_id = c.unit_id) r
 order by day, duty_id;

update duty
   set phase = case when c.fate in ('done', 'done_late', 'done_early') then 'done'
                    when c.fate in ('told', 'told_late', 'told_early') then 'told' else c.fate end,
       told_day = case when c.fate in ('begun', 'partial') then null else c.last_day end,
       percent = case when c.fate in ('begun', 'partial') then c.n * 100 / (c.n + 1) else 100 end,
       reports_n = c.n,
       waits_ms = case when c.fate in ('told', 'told_late', 'told_early', 'partial') then MS[c.last_day] end
  from course c
 where c.id = duty.id and c.n > 0;

-- A paper stands behind each complete report. Only its row: the bytes are nobody's business here.
insert into file (hash, name, kind, size_bytes, added_ms, user_id, user_name, version)
select substr('0000000000000000000000000000000000000000000000000000000000000000', 1, 64 - length(cast(id as text))) || id, 'bao-cao-' || id || '.pdf', 'pdf',
       100000, at_ms, by_id, by_name, 1
  from duty_report
 where percent = 100
 order by id;
insert into duty_evidence (report_id, file_id)
select r.id, f.id from duty_report r join file f on f.name = 'bao-cao-' || r.id || '.pdf'
 order by r.id;

-- Who had not begun by the day was urged, most of them twice.
insert into duty_urge (duty_id, kind, text, by_name, to_name, at_ms)
with recursive k (k) as (select 1 union all select k + 1 from k where k < 2)
select f.id, 'urge', 'Đề nghị đơn vị khẩn trương thực hiện và báo cáo.', 'Lê Minh Châu', '', MS[DAY[f.good_day;k.k * 3]]
  from fate f join k on k.k <= 1 + f.id % 2
 where f.good_day < TODAY and f.fate in ('new', 'begun', 'told_late')
 order by f.good_day, f.id, k.k;
update duty
   set urges_n = 1 + duty.id % 2, urged_ms = MS[DAY[f.good_day;(1 + duty.id % 2) * 3]], urged_by = 'Lê Minh Châu'
  from fate f
 where f.id = duty.id and f.good_day < TODAY and f.fate in ('new', 'begun', 'told_late');

-- The tally is counted as of a day, which otherwise a job turns each night.
update duty_clock set day = TODAY;
