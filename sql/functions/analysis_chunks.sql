create or replace function analysis_chunks(_size integer default 2000, _within geometry default null) returns table (chunk bigint, layer text, from_id bigint, to_id bigint)
language sql stable security definer set search_path from current
as $$
  select row_number() over (order by l, lo), l, lo, hi
  from (
    select f.layer as l, min(f.id) as lo, max(f.id) as hi
    from (
      select f.layer, f.id, (row_number() over (partition by f.layer order by f.id) - 1) / _size as piece
      from feature f
      where f.authority_id = current_authority()
        and (_within is null or f.geom && (select st_expand(_within, 30 + existing_reach_m(false)))
          or f.status = 'projected' and f.geom && (select st_expand(_within, 30 + existing_reach_m(true))))
        and (f.layer in (select a_layer from effective_rules(current_authority()) where applied) or f.status = 'projected')
    ) f
    group by f.layer, f.piece
  ) c
$$;
comment on function analysis_chunks(integer, geometry) is
'Cuts the features of the authority into pieces of neighbouring ids for a run of existing against existing: short statements, with progress, that several connections can share. With _within (analysis CRS) only features that can have a finding with something whose box meets it, or belong to a street there.';
