import { client, type Street } from "../client.ts";
import { FindingGroups } from "../finding/finding_groups.tsx";
import type { FindingsSource } from "../finding/use_findings.ts";
import * as m from "../text/compiled/messages.js";
import { Empty } from "../ui/state_block.tsx";

/** The findings of a street as it was last checked. */
export const findings_of_street = ({
  id,
  analysed_at,
}: Pick<Street, "id" | "analysed_at">): FindingsSource => ({
  key: ["street", id, analysed_at],
  page: (limit, offset) => client.street_findings(id, limit, offset),
  enabled: analysed_at !== null,
});

/** The findings of a street, or the word that nobody has checked it yet. */
export function StreetFindings({ street }: { street: Street }) {
  if (street.analysed_at === null) {
    return (
      <Empty icon="search" title={m.findings_unchecked_title()}>
        <p>{m.findings_unchecked_text()}</p>
      </Empty>
    );
  }
  return <FindingGroups source={findings_of_street(street)} />;
}
