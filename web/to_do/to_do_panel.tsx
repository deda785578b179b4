import { useQuery } from "@tanstack/react-query";
import { useMayPlan } from "../account/account_api.ts";
import { type FindingList, send, with_whole_findings } from "../client.ts";
import rows from "../draw/rows.module.css";
import { FindingCard } from "../finding/finding_card.tsx";
import { group_hidden } from "../finding/group_hidden.ts";
import { HiddenGroups } from "../finding/hidden_groups.tsx";
import type { Review } from "../review/review_api.ts";
import { ReviewCard } from "../review/review_card.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date, number } from "../text/number.ts";
import { Go } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Numbers, Panel } from "../ui/panel.tsx";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";

interface ToDo extends FindingList {
  readonly reviews: readonly Review[];
  readonly grants: readonly {
    id: number;
    dataset_id: number;
    dataset: string;
    owner: string;
    purpose: string;
    until: string;
  }[];
  readonly answers_overdue: number;
  /** One's own requests that somebody has not answered in time. */
  readonly overdue_reviews: readonly Review[];
  readonly reactions_waiting: number;
  readonly findings_total: number;
}

const shown_findings = 20;

/** Requests, each with the scenario that it is about. */
function Requests(props: { title: string; reviews: readonly Review[]; may_change: boolean }) {
  return (
    <section className={ui.stack}>
      <h2>{props.title}</h2>
      {props.reviews.map((one) => (
        <ReviewCard
          key={one.id}
          review={one}
          may_change={props.may_change}
          about={
            <strong>
              <Go to={`/draw/${one.scenario_id}`}>{one.scenario}</Go>
            </strong>
          }
        />
      ))}
    </section>
  );
}

/** What waits for one's organisation: requests, conflicts with its lines, access that ends. */
export function ToDoPanel({ on_back }: { on_back: () => void }) {
  const { locale } = useLocale();
  const may_plan = useMayPlan() === true;
  const to_do = useQuery({
    queryKey: ["to_do"],
    queryFn: () => with_whole_findings(send<ToDo>("GET", "/to_do")),
    refetchInterval: 60_000,
  });
  const list = to_do.data;
  const nothing =
    list &&
    list.reviews.length +
      list.grants.length +
      list.findings.length +
      list.answers_overdue +
      list.reactions_waiting ===
      0;
  return (
    <Panel of="to_do" on_back={on_back} kicker={m.bell_kicker()} title={m.to_do_title()}>
      {to_do.isPending && <Loading rows={8} />}
      {to_do.isError && <Failed error={to_do.error} retry={() => void to_do.refetch()} />}
      {nothing && (
        <Empty icon="check" title={m.to_do_nothing()}>
          <p>{m.to_do_nothing_text()}</p>
        </Empty>
      )}
      {list && !nothing && (
        <Numbers
          items={[
            { label: m.to_do_reviews(), value: number(list.reviews.length, locale) },
            { label: m.to_do_findings(), value: number(list.findings_total, locale) },
            { label: m.to_do_grants(), value: number(list.grants.length, locale) },
          ]}
        />
      )}
      {list && list.reactions_waiting > 0 && (
        <p>
          <Go to="/reactions">{m.to_do_reactions({ count: number(list.reactions_waiting, locale) })}</Go>
        </p>
      )}
      {list && list.reviews.length > 0 && (
        <Requests title={m.to_do_reviews()} reviews={list.reviews} may_change={false} />
      )}
      {list && list.answers_overdue > 0 && (
        <Requests
          title={m.to_do_overdue({ count: number(list.answers_overdue, locale) })}
          reviews={list.overdue_reviews}
          may_change={may_plan}
        />
      )}
      {list && list.findings.length > 0 && (
        <section className={ui.stack}>
          <h2>{m.to_do_findings()}</h2>
          <ul className={ui.stack}>
            {group_hidden(list.findings)
              .seen.slice(0, shown_findings)
              .map((finding) => (
                <FindingCard key={finding.id} finding={finding} />
              ))}
          </ul>
          <HiddenGroups groups={group_hidden(list.findings).hidden} linked />
          {list.findings_total > shown_findings && (
            <p className={ui.quiet}>
              {m.to_do_more({ count: number(list.findings_total - shown_findings, locale) })}
            </p>
          )}
        </section>
      )}
      {list && list.grants.length > 0 && (
        <section className={ui.stack}>
          <h2>{m.to_do_grants()}</h2>
          <ul className={rows.rows}>
            {list.grants.map((one) => (
              <li key={one.id}>
                <Go to={`/datasets/${one.dataset_id}`} className={rows.row}>
                  <Icon name="lock" />
                  <span className={rows.row_text}>
                    <strong>{one.dataset}</strong>
                    <span className={ui.caption}>
                      {[one.owner, one.purpose, m.review_until({ day: date(one.until, locale) })].join(" · ")}
                    </span>
                  </span>
                </Go>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Panel>
  );
}
