create or replace function street_hidden(_street_id text) returns table (layer text, owner text)
language sql stable security definer set search_path from current
as $$
  select h.layer, h.owner
  from street s cross join lateral hidden_in_squares(s.axis) h
  where s.authority_id = current_authority() and s.id = _street_id
    and h.layer in (select unnest(array[r.a_layer, r.b_layer]) from effective_rules(current_authority()) r where r.applied and not r.planned_only and r.kind = 'conflict')
$$;
comment on function street_hidden(text) is
'What the viewer may not see in a street and rules for existing things speak of: layer and owner (hidden_in_squares), once each, in place of its single findings. Empty where all is visible and where there is no such street.';
