-- intake_add: stages a document
insert into intake (kind, name, head, file_id, unit_id, made_ms, made_by)
values (:kind, :name, :head, :file, :unit, :now, :by)
returning id;

-- intake_row_add: one row of it
insert into intake_row (intake_id, ord, is_kept, place, page, from_line, to_line, source, confidence)
values (:intake, :ord, :kept, :place, :page, :from_line, :to_line, :source, :confidence)
returning id;

-- intake_cell_add: one cell of a row
insert into intake_cell (row_id, ord, col, now_text, was_text, warning)
values (:row, :ord, :col, :text, :text, :warning)
returning id;

-- intake_line_add: a part that ended in no row
insert into intake_line (intake_id, from_line, to_line, line_text)
values (:intake, :from_line, :to_line, :text)
returning id;

-- intake_one: an intake with its counts
select i.id, i.version, i.kind, i.state, i.name, i.head, i.file_id, i.unit_id, i.target_id, i.made_ms, i.made_by,
       (select count(*) from intake_row r where r.intake_id = i.id) as rows_n,
       (select count(*) from intake_cell c join intake_row r on r.id = c.row_id
         where r.intake_id = i.id and r.is_kept = 1 and c.warning <> '') as warnings_n,
       (select count(*) from intake_line l where l.intake_id = i.id) as lines_n
  from intake i
 where i.id = :id;

-- intake_waiting_list: what of a kind still waits, newest first
select i.id, i.version, i.kind, i.state, i.name, i.head, i.file_id, i.unit_id, i.target_id, i.made_ms, i.made_by,
       (select count(*) from intake_row r where r.intake_id = i.id) as rows_n,
       (select count(*) from intake_cell c join intake_row r on r.id = c.row_id
         where r.intake_id = i.id and r.is_kept = 1 and c.warning <> '') as warnings_n,
       (select count(*) from intake_line l where l.intake_id = i.id) as lines_n
  from intake i
 where i.kind = :kind and i.state = 'staged'
 order by i.id desc
 limit :n;

-- intake_row_list: the rows in the document's order
select id, version, ord, is_kept, place, page, from_line, to_line, source, confidence
  from intake_row
 where intake_id = :intake
 order by ord, id
 limit :n;

-- intake_cell_list: all cells of an intake, row by row
select c.row_id, c.col, c.now_text, c.was_text, c.warning
  from intake_cell c join intake_row r on r.id = c.row_id
 where r.intake_id = :intake
 order by r.ord, r.id, c.ord, c.id
 limit :n;

-- intake_row_one: one row and the intake it stands in
select id, version, intake_id, ord, is_kept, place, page, from_line, to_line, source, confidence
  from intake_row
 where id = :id;

-- intake_row_cell_list: the cells of one row
select row_id, col, now_text, was_text, warning
  from intake_cell
 where row_id = :row
 order by ord, id
 limit :n;

-- intake_line_list: the parts that ended in no row
select id, from_line, to_line, line_text
  from intake_line
 where intake_id = :intake
 order by from_line, id
 limit :n;

-- intake_row_touch: a person's hand on a row, if nobody was faster
update intake_row set is_kept = :kept, version = version + 1
 where id = :id and version = :version;

-- intake_cell_set: a text corrected or confirmed
update intake_cell set now_text = :text, warning = '', version = version + 1
 where row_id = :row and col = :col;

-- intake_cell_warn: a warning on a cell
update intake_cell set warning = :warning, version = version + 1
 where row_id = :row and col = :col;

-- intake_end: accepted or dropped, once
update intake set state = :state, target_id = :target, ended_ms = :now, ended_by = :by, version = version + 1
 where id = :id and version = :version and state = 'staged';
