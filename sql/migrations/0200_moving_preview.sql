-- Under a moving pointer a preview comes without the geometry of what exists: its lists say what is there and where it
-- clashes, and the map has the rest.

drop function if exists thing_json(thing, boolean, bigint, text, text, text, text, jsonb);
drop function if exists described_things(thing[]);
drop function if exists finding_answer(finding_with_things[]);
drop function if exists preview(text, geometry, jsonb, bigint, bigint, daterange, integer, integer);
