create or replace function nearest_things(_things thing[], _sides rule_side[], _scenario_id bigint, _veil text, _pitted bigint[], _share integer default 0, _shares integer default 1)
returns setof near_thing
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
begin
  return query
  select n.own, n.layer, n.other, n.drawn, n.around_m, n.drawn_m, n.pitted, n.veiled
  from (
    select n.*, row_number() over (
        partition by (n.own).kind, (n.own).id, (n.own).layer, l.own_part, n.layer, (n.other).kind, (n.other).id, l.other_part
        -- Whichever of two measures is asked about, the same two of their lines.
        order by l.apart_um, case when ((n.own).kind, (n.own).id) < ((n.other).kind, (n.other).id) then (n.own).part else (n.other).part end, (n.own).part + (n.other).part
      ) as nth
    from near_things(_things, _sides, _scenario_id, _veil, _pitted, _share, _shares) n
    cross join lateral (
      select case when p.apart and (n.own).kind = 'measure' and st_dimension((n.own).geom) = 1 then 0 else (n.own).part end as own_part,
        case when p.apart and (n.other).kind = 'measure' and st_dimension(n.drawn) = 1 then 0 else (n.other).part end as other_part,
        apart_um((n.own).geom, n.other, n.drawn_m, n.veiled) as apart_um
      from (select (n.own).kind <> (n.other).kind or (n.own).id <> (n.other).id as apart) p offset 0
    ) l
  ) n
  where n.nth = 1;
end $$;
comment on function nearest_things(thing[], rule_side[], bigint, text, bigint[], integer, integer) is
'near_things(), but of lines of one layer that one measure lays side by side (the pipes of a heat line) only the nearest to each thing: what is to be said of it holds for all of them. The things of one measure among themselves are kept. Analysis CRS, metres. Empty for no things.';
