import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import { useMayPlan } from "../account/account_api.ts";
import { euro } from "../compare/figure_words.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { moment, number } from "../text/number.ts";
import { Choose } from "../ui/controls.tsx";
import page from "../ui/page.module.css";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./dig.module.css";
import { dig_api, type PackagePlan } from "./dig_api.ts";
import { DigAssumptions } from "./dig_assumptions.tsx";
import { left_out_word, opening_name } from "./dig_words.ts";
import { PackageCard } from "./package_card.tsx";

const LIMITS_S = [5, 15, 60] as const;

/** The search for packages, what it found and how good that is. */
export function PackageSection({ scenario, show }: { scenario: number; show: (street: string) => void }) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const [limit_s, set_limit_s] = useState(15);
  const packages = useQuery({ queryKey: ["packages", scenario], queryFn: () => dig_api.packages(scenario) });
  const search = useMutation({
    mutationFn: () => dig_api.search(scenario, limit_s),
    onSuccess: (found) => cache.setQueryData(["packages", scenario], found),
  });
  const list = packages.data?.packages ?? [];
  const may_plan = useMayPlan();
  return (
    <>
      <section className={page.block} aria-labelledby="dig_packages">
        <header className={css.card_head}>
          <div>
            <h2 id="dig_packages">{m.dig_packages()}</h2>
            <p className={ui.quiet}>{m.dig_packages_text()}</p>
          </div>
          {may_plan ? (
            <div className={css.actions}>
              <Choose
                label={m.dig_time_limit()}
                value={String(limit_s)}
                on_change={(id) => set_limit_s(Number(id))}
                sections={[
                  {
                    choices: LIMITS_S.map((s) => ({
                      id: String(s),
                      name: m.dig_seconds({ count: number(s, locale) }),
                    })),
                  },
                ]}
              />
              <Button className={ui.primary!} isDisabled={search.isPending} onPress={() => search.mutate()}>
                {search.isPending ? m.dig_searching() : m.dig_search()}
              </Button>
            </div>
          ) : (
            <p className={page.note}>{m.dig_read_only()}</p>
          )}
        </header>
        <div role="status">
          {packages.data?.plan && !search.isPending && (
            <PlanSummary plan={packages.data.plan} count={list.length} />
          )}
        </div>
        {search.isError && <Failed error={search.error} retry={() => search.mutate()} />}
        {packages.isError && <Failed error={packages.error} retry={() => void packages.refetch()} />}
        {(packages.isPending || search.isPending) && <Loading rows={6} />}
        {packages.data && !packages.data.plan && list.length === 0 && !search.isPending && (
          <Empty icon="layers" title={m.dig_none_yet()}>
            {may_plan && <p>{m.dig_none_yet_text()}</p>}
          </Empty>
        )}
        {!search.isPending &&
          list.map((one) => <PackageCard key={one.id} one={one} scenario={scenario} show={show} />)}
      </section>
      {packages.data && <DigAssumptions assumptions={packages.data.assumptions} />}
    </>
  );
}

/** How good the plan is: found best or not, against everybody alone and against the best pairs. */
function PlanSummary({ plan, count }: { plan: PackagePlan; count: number }) {
  const { locale } = useLocale();
  const seconds = number(plan.solve_ms / 1000, locale, 1, 1);
  const quality = plan.optimal
    ? m.dig_optimal({ seconds })
    : m.dig_gap({ gap: number(plan.gap_pct, locale, 1, 1), seconds });
  return (
    <div className={css.plan}>
      <p>
        <strong>
          {m.dig_found({ count: number(count, locale), openings: number(plan.opening_count, locale) })}
        </strong>{" "}
        {quality} <span className={ui.quiet}>{moment(plan.made_at, locale)}</span>
      </p>
      <p>
        {plan.alone_eur !== null && plan.greedy_eur !== null && plan.found_eur !== null
          ? m.dig_weighed({
              alone: euro(plan.alone_eur, locale),
              greedy: euro(plan.greedy_eur, locale),
              found: euro(plan.found_eur, locale),
            })
          : m.dig_sums_hidden()}{" "}
        {m.dig_clashes({
          before: number(plan.clashes_alone, locale),
          after: number(plan.clashes.length, locale),
        })}
      </p>
      {plan.over_budget.map(({ party, year, by_eur }) => (
        <p key={`${party} ${year}`} className={css.warning}>
          ▲ {m.dig_over_budget({ party, year: String(year), amount: euro(by_eur, locale) })}
        </p>
      ))}
      {plan.clashes.map(({ a, b }) => (
        <p key={`${a.id} ${b.id}`} className={css.warning}>
          ▲ {m.dig_still_clash({ a: opening_name(a, locale), b: opening_name(b, locale) })}
        </p>
      ))}
      {plan.left_out.length > 0 && (
        <details>
          <summary>{m.dig_left_out({ count: number(plan.left_out.length, locale) })}</summary>
          <ul>
            {plan.left_out.map((one, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: hidden works have no id, and the list never changes
              <li key={n}>
                {opening_name(one, locale)} ({one.party}): {left_out_word(one.reason)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
