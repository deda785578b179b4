create or replace function street_cut(_street_id text, _at_m double precision default null)
returns table (line geometry, at_m double precision, street_length_m double precision, axis_m double precision)
language plpgsql stable security definer
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  -- Facades count up to 25 m from the axis, as in street_rays(); of the house behind so much is shown.
  reach_m constant double precision := 25;
  behind_m constant double precision := 2.5;
  whole_m double precision;
  asked_m double precision;
  here geometry;
  bearing double precision;
  sides geometry[];
begin
  select sum(st_length(p.geom)) into whole_m from street_parts(_street_id) p;
  if whole_m is null then return; end if;
  asked_m := least(greatest(coalesce(_at_m, whole_m / 2), 0), whole_m);
  select st_lineinterpolatepoint(p.geom, f.at), st_azimuth(st_lineinterpolatepoint(p.geom, greatest(f.at - f.step, 0)), st_lineinterpolatepoint(p.geom, least(f.at + f.step, 1)))
  into here, bearing
  from street_parts(_street_id) p
  cross join lateral (select least((asked_m - p.from_m) / st_length(p.geom), 1) as at, 1 / st_length(p.geom) as step) f
  where p.from_m <= asked_m order by p.part desc limit 1;

  select array_agg(st_lineinterpolatepoint(r.ray, least(1, (coalesce(b.wall_m, z.edge_m, 5) + behind_m) / reach_m)) order by side) into sides
  from (values (-1), (1)) s (side)
  cross join lateral (
    select st_makeline(here, st_translate(here, sin(bearing + s.side * pi() / 2) * reach_m, cos(bearing + s.side * pi() / 2) * reach_m)) as ray
  ) r
  cross join lateral (
    select min(st_distance(here, common_part(r.ray, f.geom))) as wall_m
    from feature f
    where f.authority_id = current_authority() and f.layer = 'building' and f.dataset_id = any ((select visible_dataset_ids())::bigint[]) and f.geom && r.ray and st_intersects(f.geom, r.ray) and not st_intersects(f.geom, here)
  ) b
  left join lateral (
    select st_distance(here, st_endpoint(d.geom)) as edge_m
    from street t cross join lateral st_dump(common_part(r.ray, t.zone)) d
    where t.authority_id = current_authority() and t.id = _street_id and st_dimension(d.geom) = 1
    order by st_distance(here, d.geom) limit 1
  ) z on true;
  return query select st_makeline(sides[1], sides[2]), asked_m, whole_m, st_distance(sides[1], here);
end $$;
comment on function street_cut(text, double precision) is
'The cutting line across a street at so many metres along it (default: its middle; clamped to the street), at right angles to it, from left to right as one walks along: from facade to facade with 2.5 m of the house behind, else to the edge of the street''s zone. axis_m: where the centre line is met. Analysis CRS, metres; no row where there is no such street.';
