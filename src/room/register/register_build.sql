-- room/register/register_build.sql -- a whole register at once

-- register_build_twice: two lines with one certificate's number, of one award, issuer and year
select min(l.leaf) as first, max(l.leaf) as last, min(l.certificate) as certificate
  from register_leaf l join register_decision d on d.id = l.decision_id
 where l.certificate <> ''
 group by l.certificate, l.award_id, d.issuer_fold, substr(d.day, 1, 4) having count(*) > 1
 order by first limit :n;
