create or replace function period_gap_days(_topic text, _a thing, _b thing) returns integer
language sql immutable parallel safe
as $$
  select case when _a.period is null or _b.period is null then null
    else greatest(0,
      lower(_b.period) - case when _topic = 'blocking_period' and upper(_a.period) is not null then greatest(upper(_a.period), _a.blocked_until + 1) else upper(_a.period) end,
      lower(_a.period) - case when _topic = 'blocking_period' and upper(_b.period) is not null then greatest(upper(_b.period), _b.blocked_until + 1) else upper(_b.period) end) end
$$;
comment on function period_gap_days(text, thing, thing) is
'Days between two periods; 0 where they meet or overlap; null where one has none. Rules of the topic blocking_period count the blocking period after works as part of the works. An open end is endless.';
