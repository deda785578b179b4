-- Under a moving pointer a preview names things and rules and does not describe them: what exists does not change as
-- the pointer moves, and the page knows the rules after the first answer.

drop function if exists thing_json(thing, boolean, bigint, text, text, text, text, jsonb, boolean);
drop function if exists described_things(thing[], boolean);
drop function if exists finding_answer(finding_with_things[], boolean);
drop function if exists preview(text, geometry, jsonb, bigint, bigint, daterange, integer, integer, boolean);
