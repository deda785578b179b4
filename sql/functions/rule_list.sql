create or replace function rule_list(_ids text[]) returns json
language plpgsql stable
set search_path from current
as $$
begin
  if cardinality(_ids) = 0 then return '[]'; end if;
  return coalesce((
    select json_agg(json_build_object('id', r.id, 'relation', r.relation, 'topic', r.topic, 'kind', r.kind, 'severity', r.severity,
      'jurisdiction', r.jurisdiction, 'confidence', r.confidence, 'source_title', r.source_title, 'source_url', r.source_url,
      'reason', r.reason, 'assumed', r.assumed, 'ways_out', r.ways_out,
      'guidance', r.severity <> 'block' or r.confidence <> 'high') order by r.id)
    from effective_rules(current_authority(), null, _ids) r), '[]');
end $$;
comment on function rule_list(text[]) is
'Rules in force as the API answers them beside findings, by id; guidance: not a figure of the law or of a binding network code. Unknown ids are left out; an empty list for none.';
