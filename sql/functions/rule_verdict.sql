create or replace function rule_verdict(
  _relation text, _horizontal_m double precision, _vertical_m double precision,
  _wall_m double precision, _u_m double precision, _gap_m double precision, _gap_u_m double precision,
  _undecided boolean, _gap_days integer, _a geometry, _b geometry)
returns text
language sql immutable parallel safe
as $$
  select case
    when _relation = 'overlap' then case
      when _wall_m > 0 and _wall_m - _u_m >= 0 then 'clear'
      when _wall_m = 0 and (_u_m = 0 or overlap_survives(_a, _b, _u_m)) then 'violated'
      else 'possible' end
    when _relation = 'time' then case
      when _wall_m - _u_m >= coalesce(_horizontal_m, 0) and _wall_m > 0 then 'clear'
      when _gap_days is null then 'unknown'
      when _gap_days > 0 then 'clear'
      when coalesce(_wall_m + _u_m < _horizontal_m, false) or (_wall_m = 0 and (_u_m = 0 or overlap_survives(_a, _b, _u_m))) then 'violated'
      else 'possible' end
    when not (coalesce(_wall_m - _u_m < _horizontal_m, true) and coalesce(_gap_m - _gap_u_m < _vertical_m, true)) then 'clear'
    when _undecided or (_vertical_m is not null and _gap_m is null) then 'unknown'
    when coalesce(_wall_m + _u_m < _horizontal_m, true) and coalesce(_gap_m + _gap_u_m < _vertical_m, true) then 'violated'
    else 'possible' end
$$;
comment on function rule_verdict(text, double precision, double precision, double precision, double precision, double precision, double precision, boolean, integer, geometry, geometry) is
'Interval arithmetic on one pair: with distance d, summed accuracy u and required R, violated if d + u < R, possible if d - u < R, clear otherwise; where a rule asks for both a horizontal and a vertical distance, both must fall short. unknown where the rule needs a depth, a place above or a period that nobody gave. Overlap: violated when it survives a shift of u, possible when it may; time: the same in plan, or within R for certain, while the periods meet. Metres and days.';
