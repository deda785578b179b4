create or replace function aged_traits(_layer text, _year_built text, _traits text[]) returns text[]
language plpgsql stable
set search_path from current
as $$
declare
  life_years integer := (select l.service_life_years from layer l where l.id = _layer);
begin
  if _year_built ~ '^[0-9]{4}$' and _year_built::integer + life_years <= extract(year from current_date) then
    return array_append(_traits, 'past_service_life');
  end if;
  return _traits;
end $$;
comment on function aged_traits(text, text, text[]) is
'Traits with past_service_life added where the year laid (as its source wrote it) plus the service life of the layer is this year or earlier. That comes with time, so it is worked out when a rule asks, never stored. As they are where the year is no year or the layer has no service life.';
