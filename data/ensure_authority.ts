import type { Store } from "../api/store/open_store.ts";
import { TOWN_ORGANISATION } from "../api/store/viewer.ts";

/**
 * The authority that this deployment works for: the one in the store, else a new one named by
 * `STRAATLAGEN_AUTHORITY` (id) and `STRAATLAGEN_AUTHORITY_NAME`, with the town as its first organisation.
 */
export async function ensure_authority(
  store: Store,
  id = process.env.STRAATLAGEN_AUTHORITY ?? "voorbeeldstad",
  name = process.env.STRAATLAGEN_AUTHORITY_NAME ?? "Voorbeeldstad",
): Promise<string> {
  const [named] = await store.sql<{ id: string }[]>`
    select id from authority order by (id = ${id}) desc, id limit 1`;
  if (named && (named.id === id || !process.env.STRAATLAGEN_AUTHORITY)) return named.id;
  await store.sql`insert into authority (id, name) values (${id}, ${name}) on conflict do nothing`;
  await store.sql`
    insert into organisation (authority_id, id, name) values (${id}, ${TOWN_ORGANISATION}, ${name})
    on conflict do nothing`;
  return id;
}
