create or replace function section(_parts geometry[], _near_m double precision, _scenario_id bigint default null, _limit integer default 2000)
returns table (objects jsonb, findings jsonb, clearances jsonb, hidden jsonb, truncated boolean)
language plpgsql stable security definer
set search_path from current
as $$
declare
  visible constant bigint[] := visible_dataset_ids();
  met jsonb := '[]';
  found jsonb := '[]';
  before_m double precision := 0;
  one geometry;
begin
  foreach one in array _parts loop
    met := met || (
      select coalesce(jsonb_agg(o.object || case when before_m = 0 then '{}' else jsonb_build_object('from_m', (o.object ->> 'from_m')::double precision + before_m,
        'to_m', (o.object ->> 'to_m')::double precision + before_m) end order by o.from_m, o.object ->> 'layer', (o.object ->> 'id')::bigint, (o.object ->> 'part')::integer), '[]')
      from section_objects(one, _near_m, _scenario_id, visible, _limit) o);
    found := found || (
      select coalesce(jsonb_agg(n.finding || case when before_m = 0 then '{}' else jsonb_build_object('from_m', (n.finding ->> 'from_m')::double precision + before_m,
        'to_m', (n.finding ->> 'to_m')::double precision + before_m) end order by n.from_m, n.finding ->> 'id'), '[]')
      from section_findings(one, _near_m, _scenario_id, visible) n);
    before_m := before_m + st_length(one);
    exit when jsonb_array_length(met) >= _limit;
  end loop;
  return query select met, found,
    (select coalesce(jsonb_agg(to_jsonb(c)), '[]') from section_clearances(met) c),
    (select coalesce(jsonb_agg(to_jsonb(h) order by h.layer, h.owner), '[]') from hidden_in_squares(st_envelope(st_collect(_parts))) h),
    jsonb_array_length(met) >= _limit;
end $$;
comment on function section(geometry[], double precision, bigint, integer) is
'A section along cutting lines that follow one another (analysis CRS): the objects they meet or pass within _near_m, with depth, true width, uncertainty and source; the findings that occur there, of today and of the scenario; the distances that rules ask around each kind of object; and, without place or depth, what lies near that the viewer may not see. truncated: there is more than _limit.';
