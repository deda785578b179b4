create or replace function add_notification(_kind text, _organisation_id text, _roles text[], _about jsonb) returns bigint
language plpgsql set search_path from current
as $$
declare
  made bigint;
begin
  insert into notification (authority_id, kind, organisation_id, roles, about)
  values (current_authority(), _kind, _organisation_id, _roles, _about)
  returning id into made;
  insert into notification_delivery (authority_id, notification_id, channel, account_id)
  select a.authority_id, made, 'email', a.id
  from account a
  left join notification_choice c on c.authority_id = a.authority_id and c.viewer = a.id
  where a.authority_id = current_authority() and a.organisation_id = _organisation_id and a.role = any (_roles) and a.closed_at is null
    and a.id <> coalesce(current_setting('straatlagen.viewer', true), '')
    and coalesce((c.choices -> _kind ->> 'email')::boolean, true);
  insert into notification_delivery (authority_id, notification_id, channel, webhook_id)
  select w.authority_id, made, 'webhook', w.id
  from webhook w
  where w.authority_id = current_authority() and w.organisation_id = _organisation_id and w.withdrawn_at is null and _kind = any (w.kinds);
  return made;
end $$;
comment on function add_notification(text, text, text[], jsonb) is
'Tells the members of an organisation with one of the roles, in this transaction, and puts the e-mails and webhooks that were asked for in line. Returns its id. For functions that write what is told of, never for a request.';
