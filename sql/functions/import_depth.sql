create or replace function import_depth(
  _top_m double precision, _bottom_m double precision, _diameter_m double precision, _accuracy_m double precision, _source text,
  _typical_top_m double precision, _typical_accuracy_m double precision)
-- A table of one row, so that it is planned as part of the query that asks: it runs for every row of an import.
returns table (top_m double precision, bottom_m double precision, diameter_m double precision, depth_accuracy_m double precision, depth_source text)
language sql immutable parallel safe rows 1
as $$
  select
    coalesce(_top_m, _bottom_m - coalesce(_diameter_m, 0), _typical_top_m),
    coalesce(_bottom_m, coalesce(_top_m, _typical_top_m) + coalesce(_diameter_m, 0)),
    _diameter_m,
    case when coalesce(_top_m, _bottom_m) is null then case when _typical_top_m is not null then _typical_accuracy_m end else _accuracy_m end,
    case when coalesce(_top_m, _bottom_m) is not null then case when _source = 'unknown' then 'measured' else _source end
      when _typical_top_m is not null then 'typical' else 'unknown' end
$$;
comment on function import_depth(double precision, double precision, double precision, double precision, text, double precision, double precision) is
'Completes a depth: bottom = top + diameter and the other way round; where the delivery gives none, the layer''s typical cover with its accuracy, marked typical; else unknown. Metres below ground, positive down.';
