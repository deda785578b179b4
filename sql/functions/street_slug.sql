create or replace function street_slug(_name text) returns text
language sql immutable parallel safe
as $$
  select trim(both '_' from regexp_replace(
    translate(lower(_name), 'áàâäãåéèêëíìîïóòôöõúùûüçñýÿß', 'aaaaaaeeeeiiiiooooouuuucnyys'),
    '[^a-z0-9]+', '_', 'g'))
$$;
comment on function street_slug(text) is 'A name as a stable id and for searching: lower case, without accents, everything else than letters and digits an underscore.';
