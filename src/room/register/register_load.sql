-- room/register/register_load.sql -- files of old awards on their way into the register

-- register_load_add: a file is to be read
insert into register_load (file_id, name, unit_id, map, columns, state, staged_n, lines_n, rows_n, errors_n, doubts_n, written_n, reason, by_login, made_ms)
values (:file, :name, :unit, :map, '', 'reading', 0, 0, 0, 0, 0, 0, '', :by, :now) returning id;

-- register_load_get: one
select l.id, l.version, l.file_id, l.name, l.unit_id, u.name as unit_name, l.map, l.columns, l.state, l.staged_n, l.lines_n, l.rows_n, l.errors_n,
       l.doubts_n, l.written_n, l.first_leaf, l.undo_leaf, l.reason, l.by_login, l.made_ms, l.ended_ms, l.forgotten_ms
  from register_load l left join unit_v_unit u on u.id = l.unit_id where l.id = :id;

-- register_load_list: newest first
select l.id, l.version, l.file_id, l.name, l.unit_id, u.name as unit_name, l.map, l.columns, l.state, l.staged_n, l.lines_n, l.rows_n, l.errors_n,
       l.doubts_n, l.written_n, l.first_leaf, l.undo_leaf, l.reason, l.by_login, l.made_ms, l.ended_ms, l.forgotten_ms
  from register_load l left join unit_v_unit u on u.id = l.unit_id
 where cast(:low as text) is null or (u.path >= cast(:low as text) and u.path < cast(:high as text))
 order by l.id desc limit :n;

-- register_load_state: it goes on
update register_load set state = :state, written_n = 0, reason = :reason, ended_ms = :ended, version = version + 1
 where id = :id and version = :version and state = :from;

-- register_load_read: how far its reading has come
update register_load set staged_n = :staged, lines_n = lines_n + :lines, rows_n = rows_n + :rows, errors_n = errors_n + :errors,
                         doubts_n = doubts_n + :doubts
 where id = :id and state = 'reading';

-- register_load_read_end: all of it is read
update register_load set state = 'read', columns = :columns, version = version + 1 where id = :id and state = 'reading';

-- register_load_clear: it is read anew
update register_load set state = 'reading', map = :map, columns = '', staged_n = 0, lines_n = 0, rows_n = 0, errors_n = 0, doubts_n = 0, version = version + 1
 where id = :id and version = :version and state = 'read';

-- register_load_forget: lines of a file that is read anew, some at a time
delete from register_load_line where id in (select id from register_load_line where load_id = :load order by place desc limit :n);

-- register_load_kept_long: one that was dropped long ago, and whether another load is of the same file
select l.id, l.file_id, case when exists (select 1 from register_load o where o.file_id = l.file_id and o.id <> l.id and o.forgotten_ms is null)
       then 1 else 0 end as is_shared
  from register_load l where l.state = 'dropped' and l.forgotten_ms is null and l.ended_ms < :until order by l.ended_ms, l.id limit 1;

-- register_load_forgotten: nothing of it is left but that it came and was dropped
update register_load set forgotten_ms = :now, name = :words, columns = '', reason = '', version = version + 1 where id = :id and state = 'dropped';

-- register_load_counts: after a correction
update register_load set errors_n = errors_n + :errors, doubts_n = doubts_n + :doubts where id = :id and state = 'read';

-- register_load_written: how far its writing has come; nobody else wrote meanwhile
update register_load set written_n = :n where id = :id and written_n = :before and state in ('writing', 'undoing');

-- register_load_published: its lines are there
update register_load set state = 'published', first_leaf = :leaf, ended_ms = :now, version = version + 1 where id = :id and state = 'writing';

-- register_load_undone: its withdrawals are there
update register_load set state = 'undone', undo_leaf = :leaf, ended_ms = :now, version = version + 1 where id = :id and state = 'undoing';

-- register_load_back: broken off, as it was before
update register_load set state = :to, written_n = 0, version = version + 1 where id = :id and state = :from;

-- register_load_line_add: what a line came to
insert into register_load_line (load_id, place, sheet, line, is_row, fields, why, said, problems, errors_n, doubts_n, row_place, is_made, row_key, names_id)
values (:load, :place, :sheet, :line, :row, :fields, :why, :said, :problems, :errors, :doubts, :row_place, 0, :key, :names) returning id;

-- register_load_line_get: one
select * from register_load_line where id = :id;

-- register_load_lines: in the order of the file
select * from register_load_line where load_id = :load and place > :after order by place limit :n;

-- register_load_lines_wrong: those with something to look at
select * from register_load_line where load_id = :load and place > :after and errors_n + doubts_n > 0 order by place limit :n;

-- register_load_rows: the rows alone
select id, fields, choice, names_id from register_load_line where load_id = :load and row_place > :after order by row_place limit :n;

-- register_load_line_set: as a person says it
update register_load_line set fields = :fields, problems = :problems, errors_n = :errors, doubts_n = :doubts, choice = :choice, row_key = :key,
       names_id = :names, version = version + 1
 where id = :id and version = :version;

-- register_load_line_person: who it is about
update register_load_line set person_id = :person, is_made = :made where id = :id;

-- register_load_made: records that it made, some at a time
select l.id, l.person_id, case when exists (select 1 from register_leaf f where f.person_id = l.person_id) then 1 else 0 end as is_used
  from register_load_line l where l.load_id = :load and l.is_made = 1 and l.person_id is not null order by l.id limit :n;

-- register_load_busy: another one is being written
select id from register_load where state in ('writing', 'undoing') and id <> :id order by id limit 1;

-- register_load_named: a line after these that is about one of them, corrects or counts on it
select leaf from register_line where about >= :from and about < :until and leaf >= :until
 union all select leaf from register_line where corrects >= :from and corrects < :until and leaf >= :until
 union all select later as leaf from register_counts_on where base >= :from and base < :until and later >= :until
 order by leaf limit 1;

-- register_load_granted: earlier rows of the same file about the same somebody and award; + keeps the order from choosing the index,
-- since all the file stands before a late row
select id, line, fields from register_load_line where load_id = :load and row_key = :key and row_key <> 0 and +place < :before order by +place limit :n;

-- register_load_at_line: earlier rows of a line of the same sheet
select id, line, fields from register_load_line
 where load_id = :load and line = :line and is_row = 1 and sheet = :sheet and +place < :before order by +place limit :n;

-- register_load_namers: other earlier rows about the same row
select line, fields from register_load_line where load_id = :load and names_id = :names and +place < :before order by +row_place limit :n;

-- register_load_see_again: later rows that name that row, or one that grants the same to somebody called the same
select id, version, place, sheet, line, fields, problems, errors_n, doubts_n, choice, names_id from register_load_line
 where names_id in (select g.id from register_load_line g where g.id = :row
                     union all select g.id from register_load_line g where g.load_id = :load and g.row_key = :key and g.row_key <> 0)
   and load_id = :load and +place > :after order by +place limit :n;

-- register_load_inner_count: rows about earlier rows of the same file
select count(*) as n from register_load_line where load_id = :load and names_id is not null;

-- register_load_inner: those rows, and what the rows that they name grant
select l.id, l.fields, l.choice, l.names_id, g.fields as granted from register_load_line l join register_load_line g on g.id = l.names_id
 where l.load_id = :load and l.names_id is not null order by l.row_place limit :n;

-- register_load_leaves: which row each new line came from
select leaf, load_line_id from register_leaf where leaf >= :from and leaf < :until order by leaf limit :n;

-- register_load_left: a head that left the house and has one of these
select o.id from register_out o join register_head h on h.id = o.head_id where h.size > :from order by o.id limit 1;

-- register_load_map_get: how an office's columns were read last
select map from register_load_map where unit_id = :unit;

-- register_load_map_set: remembered
insert into register_load_map (unit_id, map) values (:unit, :map)
    on conflict (unit_id) do update set map = excluded.map, version = register_load_map.version + 1 returning id;

-- register_load_unperson: other rows of the load about the same new record
update register_load_line set person_id = null where load_id = :load and person_id = :person;

-- register_load_line_blank: a field of it goes by law
update register_load_line set fields = :fields, person_id = case when :field = 'person' then null else person_id end,
       row_key = case when :field = 'name' then 0 else row_key end, version = version + 1
 where id = :id and version = :version;

-- register_load_line_quiet: what was said about a line of the file, which names what stood there
update register_load_line set problems = '', errors_n = 0, doubts_n = 0
 where load_id = :load and sheet = :sheet and line = :line and errors_n + doubts_n > 0;

-- register_load_recount: how much is left to look at
update register_load set errors_n = (select coalesce(sum(x.errors_n), 0) from register_load_line x where x.load_id = :id and x.errors_n + x.doubts_n > 0),
                         doubts_n = (select coalesce(sum(x.doubts_n), 0) from register_load_line x where x.load_id = :id and x.errors_n + x.doubts_n > 0)
 where id = :id;

-- register_load_file_of: the file that a line came in
select d.id as load_id, d.file_id from register_load_line l join register_load d on d.id = l.load_id where l.id = :id;

-- register_load_unname: what the file was called goes with it
update register_load set name = :words where id = :id;

-- register_load_unsay: lines that gave no row stood in the file, too
update register_load_line set said = '' where load_id = :id and said <> '';

-- register_load_certificate: a line in force whose certificate has that number, of the same award, issuer and year
select l.leaf from register_line l join register_decision d on d.id = l.decision_id
 where l.certificate = :certificate and l.award_id = :award and d.issuer_fold = :issuer and d.day >= :from and d.day <= :to
   and l.nature in (1, 2, 3, 4, 5) and not exists (select 1 from register_line c where c.corrects = l.leaf)
 order by l.leaf limit 1;

-- register_load_ends_ahead: a line behind the end of the log that revokes or cancels the same award
select leaf from register_leaf where about = :about and nature in (6, 7) and leaf >= (select size from register_log where id = 1)
 order by leaf limit 1;

-- register_load_outrun: a line behind the end that is about an award which was revoked or cancelled meanwhile, or is about a line
-- that another took the place of
select a.leaf from register_leaf a
 where a.leaf >= :from and a.about is not null
   and (exists (select 1 from register_line r where r.about = a.about and r.nature in (6, 7)
                   and not exists (select 1 from register_line c where c.corrects = r.leaf))
        or exists (select 1 from register_line w where w.root = a.about and w.corrects is not null and w.nature = 8))
 order by a.leaf limit 1;
