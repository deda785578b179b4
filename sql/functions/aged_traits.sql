create or replace function aged_traits(_layer text, _year_built integer, _traits text[]) returns text[]
language sql stable parallel safe
as $$
  select case when _year_built + service_life_years(_layer) <= extract(year from current_date) then array_append(_traits, 'past_service_life') else _traits end
$$;
comment on function aged_traits(text, integer, text[]) is
'Traits with past_service_life added where the year laid plus the service life of the layer is this year or earlier. That comes with time, so it is worked out when a rule asks, never stored. As they are where no year is known or the layer has no service life.';
