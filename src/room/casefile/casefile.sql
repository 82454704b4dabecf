-- room/casefile/casefile.sql -- every statement of room casefile

-- casefile_kind_add: a procedure
insert into casefile_kind (code, name, does, levels, cite, place_id, is_verified, source)
values (:code, :name, :does, :levels, :cite, :law, :verified, :source) on conflict (code) do nothing returning id;

-- casefile_kind_set: as its row says it now
update casefile_kind set name = :name, levels = :levels, cite = :cite, place_id = :law, is_verified = :verified, source = :source,
       version = version + 1
 where code = :code and does = :does and (name <> :name or levels <> :levels or cite <> :cite or place_id <> :law or is_verified <> :verified or source <> :source);

-- casefile_kind_of_code: one
select id, code, name, does, levels, cite, is_verified, source from casefile_kind where code = :code;

-- casefile_kind_get: one
select id, code, name, does, levels, cite, is_verified, source from casefile_kind where id = :id;

-- casefile_kinds: all
select id, code, name, does, levels, cite, is_verified, source from casefile_kind order by code limit :n;

-- casefile_step_add: a step
insert into casefile_step (kind_id, code, name, place, ends) values (:kind, :code, :name, :place, :ends) on conflict (kind_id, code) do nothing returning id;

-- casefile_step_set: as its row says it now; what it ends does not change
update casefile_step set name = :name, place = :place, version = version + 1
 where kind_id = :kind and code = :code and ends = :ends and (name <> :name or place <> :place);

-- casefile_steps: of a procedure
select code, name, place, ends from casefile_step where kind_id = :kind order by place, id limit :n;

-- casefile_arrow_add: what may be done at a step
insert into casefile_arrow (kind_id, from_step, act, name, to_step, who, wants_reason, wants_papers)
values (:kind, :from, :act, :name, :to, :who, :reason, :papers) on conflict (kind_id, from_step, act) do nothing returning id;

-- casefile_arrow_set: as its row says it now
update casefile_arrow set name = :name, to_step = :to, who = :who, wants_reason = :reason, wants_papers = :papers, version = version + 1
 where kind_id = :kind and from_step = :from and act = :act
   and (name <> :name or to_step <> :to or who <> :who or wants_reason <> :reason or wants_papers <> :papers);

-- casefile_arrows: from a step
select act, name, to_step, who, wants_reason, wants_papers from casefile_arrow where kind_id = :kind and from_step = :step order by id limit :n;

-- casefile_clock_add: a time limit
insert into casefile_clock (kind_id, step, days, is_working, day_from, day_to, cite, place_id, is_verified, source)
values (:kind, :step, :days, :working, :from, :to, :cite, :law, :verified, :source) on conflict (kind_id, step, day_from) do nothing returning id;

-- casefile_clock_set: as its row says it now
update casefile_clock set days = :days, is_working = :working, day_to = :to, cite = :cite, place_id = :law, is_verified = :verified,
       source = :source, version = version + 1
 where kind_id = :kind and step = :step and day_from = :from
   and (days <> :days or is_working <> :working or coalesce(day_to, '') <> coalesce(cast(:to as text), '') or cite <> :cite
        or is_verified <> :verified or source <> :source);

-- casefile_limits: of a procedure
select c.step, c.days, c.is_working, c.day_from, c.day_to, c.cite, c.is_verified, c.source
  from casefile_clock c join casefile_step s on s.kind_id = c.kind_id and s.code = c.step
 where c.kind_id = :kind order by s.place, c.day_from desc, c.id limit :n;

-- casefile_limit_cut: the limit before a new one ends the day before it
update casefile_clock set day_to = :to, version = version + 1
 where kind_id = :kind and step = :step and day_from < :from and (day_to is null or day_to >= :from);

-- casefile_limit_next: the first that begins after it
select min(day_from) as day_from from casefile_clock where kind_id = :kind and step = :step and day_from > :from;

-- casefile_clock_on: of a step, on a day
select days, is_working, cite, is_verified, source from casefile_clock
 where kind_id = :kind and step = :step and day_from <= :day and (day_to is null or day_to >= :day)
 order by day_from desc limit 1;

-- casefile_need_add: a paper that is asked for
insert into casefile_need (kind_id, code, name, place, is_needed, day_from, day_to, cite, place_id, is_verified, source)
values (:kind, :code, :name, :place, :needed, :from, :to, :cite, :law, :verified, :source) on conflict (kind_id, code, day_from) do nothing returning id;

-- casefile_need_set: as its row says it now
update casefile_need set name = :name, place = :place, is_needed = :needed, day_to = :to, cite = :cite, place_id = :law,
       is_verified = :verified, source = :source, version = version + 1
 where kind_id = :kind and code = :code and day_from = :from
   and (name <> :name or place <> :place or is_needed <> :needed or coalesce(day_to, '') <> coalesce(cast(:to as text), '')
        or cite <> :cite or is_verified <> :verified or source <> :source);

-- casefile_needs: of a procedure, on a day
select code, name, is_needed, cite, is_verified, source from casefile_need
 where kind_id = :kind and day_from <= :day and (day_to is null or day_to >= :day) order by place, id limit :n;

-- casefile_next_seq: the last number of a year
select max(seq) as seq from casefile where year = :year;

-- casefile_add: a case that was received
insert into casefile (year, seq, kind_id, line_no, unit_id, thing, applicant, contact, reason, wish, received, step, is_open,
                      clock_from, clock_days, is_working, clock_cite, due, by_id, by_words, added_ms, moved_ms)
values (:year, :seq, :kind, :line, :unit, :thing, :applicant, :contact, :reason, :wish, :received, :step, 1,
        :clock_from, :clock_days, :working, :cite, :due, :by_id, :by, :now, :now)
on conflict (year, seq) do nothing returning id;

-- casefile_get: one
select c.*, k.code as kind_code, k.name as kind_name, k.does, s.name as step_name, s.ends, h.full_name as holder_name, h.login as holder_login,
       b.full_name as by_name, o.name as by_unit, p.name as subject
  from casefile c join casefile_kind k on k.id = c.kind_id join casefile_step s on s.kind_id = c.kind_id and s.code = c.step
  left join user_v_account h on h.id = c.holder_id
  left join user_v_account b on b.id = c.by_id left join unit_v_unit o on o.id = b.unit_id
  left join register_v_holder p on p.root = c.line_no - 1
 where c.id = :id;

-- casefile_of_line: an open case about an award
select id from casefile where line_no = :line and is_open = 1 order by id limit 1;

-- casefile_list: open ones first by their last good day, then the closed ones, newest first
select c.*, k.code as kind_code, k.name as kind_name, k.does, s.name as step_name, s.ends, h.full_name as holder_name, h.login as holder_login,
       b.full_name as by_name, o.name as by_unit, p.name as subject
  from casefile c join casefile_kind k on k.id = c.kind_id join casefile_step s on s.kind_id = c.kind_id and s.code = c.step
  left join user_v_account h on h.id = c.holder_id
  left join user_v_account b on b.id = c.by_id left join unit_v_unit o on o.id = b.unit_id
  left join register_v_holder p on p.root = c.line_no - 1
 where (cast(:low as text) is null
        or c.unit_id in (select u.id from unit_v_unit u where u.path >= cast(:low as text) and u.path < cast(:high as text)))
   and (cast(:kind as bigint) = 0 or c.kind_id = :kind)
   and (cast(:line as bigint) = 0 or c.line_no = :line)
   and (cast(:year as bigint) = 0 or (c.year = :year and c.seq = :seq))
   and case cast(:state as text)
       when 'open' then c.is_open = 1
       when 'mine' then c.is_open = 1 and c.holder_id = :me
       when 'free' then c.is_open = 1 and c.holder_id is null
       when 'near' then c.is_open = 1 and c.due >= :today and c.due <= :soon
       when 'late' then c.is_open = 1 and c.due < :today
       when 'paused' then c.is_open = 1 and c.paused_from is not null
       when 'closed' then c.is_open = 0
       else 1 = 1 end
 order by c.is_open desc, case when c.is_open = 1 then coalesce(c.due, '9999-12-31') else '' end, c.id desc
 limit :n offset :skip;

-- casefile_count: what a list would hold, and since when the oldest waits
select count(*) as n, min(c.moved_ms) as oldest_ms from casefile c
 where (cast(:low as text) is null
        or c.unit_id in (select u.id from unit_v_unit u where u.path >= cast(:low as text) and u.path < cast(:high as text)))
   and (cast(:kind as bigint) = 0 or c.kind_id = :kind)
   and (cast(:line as bigint) = 0 or c.line_no = :line)
   and (cast(:year as bigint) = 0 or (c.year = :year and c.seq = :seq))
   and case cast(:state as text)
       when 'open' then c.is_open = 1
       when 'mine' then c.is_open = 1 and c.holder_id = :me
       when 'free' then c.is_open = 1 and c.holder_id is null
       when 'near' then c.is_open = 1 and c.due >= :today and c.due <= :soon
       when 'late' then c.is_open = 1 and c.due < :today
       when 'paused' then c.is_open = 1 and c.paused_from is not null
       when 'closed' then c.is_open = 0
       else 1 = 1 end;

-- casefile_move: to another step, with its clock
update casefile set step = :step, is_open = :open, clock_from = :clock_from, clock_days = :clock_days, is_working = :working,
       clock_cite = :cite, paused_n = :paused_n, due = :due, told = '', result_no = :result, moved_ms = :now, closed_ms = :closed,
       version = version + 1
 where id = :id and version = :version and is_open = 1;

-- casefile_pause_set: the clock stops, or goes on
update casefile set paused_from = :paused_from, paused_n = :paused_n, due = :due, told = '', version = version + 1
 where id = :id and version = :version and is_open = 1;

-- casefile_hold_set: who has it now
update casefile set holder_id = :holder, version = version + 1 where id = :id and version = :version and is_open = 1;

-- casefile_touch: a note or a paper came
update casefile set version = version + 1 where id = :id and version = :version;

-- casefile_event_add: what befell it
insert into casefile_event (case_id, act, words, step, text, by_words, at_ms) values (:case, :act, :words, :step, :text, :by, :now) returning id;

-- casefile_events: newest first, before one
select id, act, words, step, text, by_words, at_ms from casefile_event where case_id = :case and id < :before order by id desc limit :n;

-- casefile_paper_add: a paper that came in
insert into casefile_paper (case_id, need, name, file_id, by_words, at_ms) values (:case, :need, :name, :file, :by, :now) returning id;

-- casefile_papers: oldest first
select id, need, name, file_id, by_words, at_ms from casefile_paper where case_id = :case order by id limit :n;

-- casefile_due: open cases whose clock is near its end or over it, and nobody was told
select id, due, told from casefile
 where is_open = 1 and due <= :soon and id > :after and (told = '' or (told = 'near' and due < :today)) order by id limit :n;

-- casefile_told: it was said
update casefile set told = :told where id = :id;

-- casefile_blank_set: what was said of people goes
update casefile set applicant = :words, contact = '', reason = :words, wish = '', blanked_ms = :now, version = version + 1
 where id = :id and version = :version and is_open = 0 and blanked_ms is null;

-- casefile_event_blank: what was said at each act
update casefile_event set text = '' where case_id = :case;

-- casefile_paper_blank: what papers were called that nobody asked for
update casefile_paper set name = :words where case_id = :case and need = '';

-- casefile_ask_add: somebody asks
insert into casefile_ask (code, does, name, thing, year, certificate, applicant, contact, reason, state, answer, asked_on, by_words, at_ms)
values (:code, :does, :name, :thing, :year, :certificate, :applicant, :contact, :reason, 'new', '', :day, '', :now) returning id;

-- casefile_ask_waiting: how many nobody has looked at
select count(*) as n, min(at_ms) as oldest_ms from casefile_ask where state = 'new';

-- casefile_ask_of_code: the one that its asker follows
select * from casefile_ask where code = :code;

-- casefile_ask_get: one
select * from casefile_ask where id = :id;

-- casefile_asks: those that wait, the oldest first
select * from casefile_ask where state = 'new' and id > :after order by id limit :n;

-- casefile_ask_end: it became a case, or was answered
update casefile_ask set state = :state, answer = :answer, case_id = :case, by_words = :by, ended_ms = :now, version = version + 1
 where id = :id and version = :version and state = 'new';

-- casefile_ask_blank: what a case's asker said goes with the case
update casefile_ask set name = '', thing = '', applicant = '', contact = '', reason = '', certificate = '', blanked_ms = :now, version = version + 1
 where case_id = :case;

-- casefile_ask_gone: one that became no case is forgotten by hand; the code tells its asker so
update casefile_ask set name = '', thing = '', applicant = '', contact = '', reason = '', certificate = '', year = 0, answer = '', state = 'gone',
       by_words = :by, ended_ms = :now, blanked_ms = :now, version = version + 1
 where id = :id and version = :version and state in ('new', 'refused');

-- casefile_ask_sweep_waiting: nobody looked at it for as long as it may be kept
update casefile_ask set name = '', thing = '', applicant = '', contact = '', reason = '', certificate = '', year = 0, state = 'gone', ended_ms = :now,
       blanked_ms = :now, version = version + 1
 where id in (select id from casefile_ask where state = 'new' and at_ms < :until order by id limit :n);

-- casefile_ask_sweep_taken: the case says it all by now
update casefile_ask set name = '', thing = '', applicant = '', contact = '', reason = '', certificate = '', blanked_ms = :now, version = version + 1
 where id in (select id from casefile_ask where state = 'taken' and ended_ms < :until and blanked_ms is null order by id limit :n);

-- casefile_ask_sweep_answered: answered, or forgotten, long ago
delete from casefile_ask where id in (select id from casefile_ask where state in ('refused', 'gone') and ended_ms < :until order by id limit :n);
