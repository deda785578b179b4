create or replace function settling_chance(_value_m double precision, _uncertainty_m double precision, _required_m double precision, _left_m double precision)
returns double precision
language sql immutable parallel safe
as $$
  select case
    when _required_m is null then 1
    -- Nothing known: taken as anywhere within 2 m.
    when _value_m is null then greatest(0, 1 - _left_m)
    when _value_m + _uncertainty_m < _required_m or _value_m - _uncertainty_m >= _required_m then 1
    else greatest(0, 1 - (least(_required_m + _left_m, _value_m + _uncertainty_m) - greatest(_required_m - _left_m, _value_m - _uncertainty_m)) / (2 * _uncertainty_m))
  end
$$;
comment on function settling_chance(double precision, double precision, double precision, double precision) is
'How likely a measurement settles whether a distance falls short of the required one: the share of the values the data allow (evenly, value ± uncertainty) after which the uncertainty that is left does not reach the required distance. 1 where nothing is asked or it is settled already. Metres.';
