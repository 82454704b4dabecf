-- room/register/register_public.sql -- what anybody may look up

-- register_public_certificate: lines in force that carry a certificate's number, newest first
select * from register_v_row v
 where v.certificate = :number and v.certificate <> '' and v.corrected_by is null and v.nature in (1, 2, 3, 4, 5)
 order by v.leaf desc limit :n;

-- register_public_renewed: an award's sheet was given anew after a line about it
select r.leaf from register_line r
 where r.about = :root and r.nature in (3, 4) and r.root > :after
   and not exists (select 1 from register_line c where c.corrects = r.leaf)
 order by r.leaf limit 1;

-- register_public_root: the line of a root that is in force
select v.* from register_v_row v
 where v.leaf in (select l.leaf from register_line l where l.leaf = :root or (l.root = :root and l.corrects is not null))
   and v.corrected_by is null and v.nature <> 8
 order by v.leaf limit :n;
