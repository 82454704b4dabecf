-- room/law/law.sql

-- law_get: one text
select l.id, l.version, l.number, l.kind, l.title, l.issuer, l.signed_on, l.day_from, l.day_to, l.is_verified, l.source,
       (select count(*) from law_place p where p.law_id = l.id) as places_n
  from law l where l.id = :id;

-- law_list: newest first
select l.id, l.version, l.number, l.kind, l.title, l.issuer, l.signed_on, l.day_from, l.day_to, l.is_verified, l.source,
       (select count(*) from law_place p where p.law_id = l.id) as places_n
  from law l
 where (cast(:words as text) is null or l.name_fold like :words escape '\' or l.number_fold like :number escape '\')
   and (cast(:day as text) is null
        or ((l.day_from is null or l.day_from <= :day) and (l.day_to is null or l.day_to >= :day)))
 order by coalesce(l.day_from, l.signed_on, '') desc, l.id desc limit :n;

-- law_by_number: exact, or without what follows the year
select id, number_fold from law
 where number_fold = :number or substr(number_fold, 1, length(cast(:number as text)) + 1) = cast(:number as text) || '/'
 order by case when number_fold = :number then 0 else 1 end, id limit 3;

-- law_by_name: texts whose kind and title begin with the words, in force on the day first
select id, name_fold,
       case when (day_from is null or day_from <= :day) and (day_to is null or day_to >= :day) then 1 else 0 end
       as is_in_force
  from law where name_fold like :words escape '\'
 order by case when name_fold = :name then 0 else 1 end,
          case when (day_from is null or day_from <= :day) and (day_to is null or day_to >= :day) then 0 else 1 end,
          day_from desc, id limit 10;

-- law_add: a text
insert into law (number, number_fold, kind, title, name_fold, issuer, signed_on, day_from, day_to, is_verified, source)
values (:number, :fold, :kind, :title, :name, :issuer, :signed, :from, :to, :verified, :source)
 on conflict (number_fold) do nothing returning id;

-- law_set: what a data file says now
update law set number = :number, kind = :kind, title = :title, name_fold = :name, issuer = :issuer, signed_on = :signed,
               day_from = :from, day_to = :to, is_verified = :verified, source = :source, version = version + 1
 where number_fold = :fold
   and (number <> :number or kind <> :kind or title <> :title or issuer <> :issuer or source <> :source
        or is_verified <> :verified or signed_on is distinct from cast(:signed as text)
        or day_from is distinct from cast(:from as text) or day_to is distinct from cast(:to as text));

-- law_places: in the order of the text
select id, law_id, article, clause, point, title, words, day_from, day_to, is_verified, source
  from law_place where law_id = :law order by article_no, article, clause, point, id limit :n;

-- law_place_get: one
select id, law_id, article, clause, point, title, words, day_from, day_to, is_verified, source
  from law_place where id = :id;

-- law_place_find: what was cited, else what holds it
select id, law_id, article, clause, point, title, words, day_from, day_to, is_verified, source
  from law_place
 where law_id = :law and article = :article
   and ((clause = :clause and point = :point) or (clause = :clause and point = '') or (clause = 0 and point = ''))
 order by clause desc, point desc, id limit 1;

-- law_place_add: a place
insert into law_place (law_id, article, article_no, clause, point, title, words, day_from, day_to, is_verified, source)
values (:law, :article, :no, :clause, :point, :title, :words, :from, :to, :verified, :source)
 on conflict (law_id, article, clause, point) do nothing returning id;

-- law_place_set: what a data file says now
update law_place set article_no = :no, title = :title, words = :words, day_from = :from, day_to = :to, is_verified = :verified,
                     source = :source, version = version + 1
 where law_id = :law and article = :article and clause = :clause and point = :point
   and (title <> :title or words <> :words or source <> :source or is_verified <> :verified
        or day_from is distinct from cast(:from as text) or day_to is distinct from cast(:to as text));

-- law_link_add: what a text does to another
insert into law_link (from_id, to_id, kind, day) values (:from, :to, :kind, :day)
 on conflict (from_id, to_id, kind) do nothing returning id;

-- law_keep_add: how long something is kept
insert into law_keep (what, days, day_from, day_to, cite, place_id, is_verified, source)
values (:what, :days, :from, :to, :cite, :place, :verified, :source) on conflict (what, day_from) do nothing returning id;

-- law_keep_set: what a data file says now
update law_keep set days = :days, day_to = :to, cite = :cite, place_id = :place, is_verified = :verified, source = :source, version = version + 1
 where what = :what and day_from = :from
   and (days <> :days or cite <> :cite or source <> :source or is_verified <> :verified or day_to is distinct from cast(:to as text));

-- law_keep_on: the rule of a day
select what, days, day_from, day_to, cite, place_id, is_verified, source from law_keep
 where what = :what and day_from <= :day and (day_to is null or day_to >= :day) order by day_from desc limit 1;

-- law_keeps: all of them
select what, days, day_from, day_to, cite, place_id, is_verified, source from law_keep order by what, day_from desc, id limit :n;

-- law_links: both ways
select k.id as id, k.to_id as law_id, l.number, l.title, k.kind, k.day, 1 as is_out
  from law_link k join law l on l.id = k.to_id where k.from_id = :law
 union all
select k.id as id, k.from_id as law_id, l.number, l.title, k.kind, k.day, 0 as is_out
  from law_link k join law l on l.id = k.from_id where k.to_id = :law
 order by day, id limit :n;
