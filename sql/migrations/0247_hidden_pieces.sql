-- What is told veiled of a measure stands for every piece near it of what is hidden. Who was granted an area sees some of
-- them; whether there are others follows, as he asks, from which pieces they are. Until now the one piece that stands for
-- all was chosen by the grants of the moment at which it was stored, and a grant made later told of none of the rest.
drop function if exists told_pairs(thing[], bigint, text, text[], integer, integer, boolean);
drop function if exists apart_um(geometry, thing, double precision, boolean, boolean, uuid);

alter table finding add column pieces bigint[];
comment on column finding.pieces is 'Of what is told veiled (veil is hidden): ids of the hidden features that it stands for, in ascending order; null for all else.';

-- Of what is stored already those that are known by name; one that is only possible in its veiled form is added as the measure is judged again.
with near as (
  select n.authority_id, n.scenario_id, n.rule_id, case n.a_kind when 'measure' then n.a_id else n.b_id end as measure_id,
    case n.a_kind when 'measure' then n.b_layer else n.a_layer end as layer, coalesce(n.a_dataset_id, n.b_dataset_id) as dataset_id,
    array_agg(distinct case n.a_kind when 'measure' then n.b_id else n.a_id end) as pieces
  from finding n
  where n.veil <> 'none' and 'measure' in (n.a_kind, n.b_kind)
  group by 1, 2, 3, 4, 5, 6
)
update finding n set pieces = s.pieces
from near s
where n.veil = 'hidden' and s.authority_id = n.authority_id and s.scenario_id = n.scenario_id and s.rule_id = n.rule_id
  and s.measure_id = case n.a_kind when 'measure' then n.a_id else n.b_id end
  and s.layer = case n.a_kind when 'measure' then n.b_layer else n.a_layer end
  and s.dataset_id = coalesce(n.a_dataset_id, n.b_dataset_id);
