-- portal_plan_list: published plans, the newest year first
select id, year, title, issuer, number, issued_on, published_ms
  from plan_v_public
 order by year desc, published_ms desc, id desc
 limit :n;
