create or replace function finding_facts(_finding finding) returns jsonb
language sql stable parallel safe set search_path from current
as $$
  select jsonb_build_object('verdict', _finding.verdict, 'severity', _finding.severity, 'kind', _finding.kind,
    'distance', round(_finding.distance_m::numeric, 3), 'uncertainty', round(_finding.uncertainty_m::numeric, 3), 'required', round(_finding.required_m::numeric, 3),
    'vertical', round(_finding.vertical_m::numeric, 3), 'required_vertical', round(_finding.required_vertical_m::numeric, 3),
    'run', round(_finding.run_m::numeric, 2), 'time', _finding.gap_days)
$$;
comment on function finding_facts(finding) is
'What a decision about a finding rests on: verdict, severity and kind, and the measures (m, to the millimetre) that are compared.';
