create or replace function layer_counts() returns table (layer text, feature_count bigint)
language sql stable set search_path from current
as $$
  select l.id, coalesce(c.n, 0)
  from layer l
  left join (select f.layer, count(*) as n from feature f where f.authority_id = current_authority() group by f.layer) c on c.layer = l.id
  order by l.draw_order
$$;
comment on function layer_counts() is 'Number of features the viewer may see, per layer of the catalogue.';
