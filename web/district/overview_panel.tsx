import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Button } from "react-aria-components";
import { client } from "../client.ts";
import { StreetList } from "../street/street_list.tsx";
import { worst_first } from "../street/worst.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { chosen_files, fly_to } from "../ui/bus.ts";
import { IconButton } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Numbers, Panel } from "../ui/panel.tsx";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { VerdictMark } from "../ui/verdict.tsx";

const page_size = 200;

/** The authority or one district: its numbers and its streets, worst first. What one sees on arrival. */
export function OverviewPanel({ district, on_back }: { district: string | null; on_back?: () => void }) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const authority = useQuery({ queryKey: ["authority"], queryFn: client.authority });
  const districts = useQuery({ queryKey: ["districts"], queryFn: client.districts });
  const streets = useInfiniteQuery({
    queryKey: ["streets", "list", district],
    queryFn: ({ pageParam }) =>
      client.streets({ limit: page_size, offset: pageParam, ...(district ? { district } : {}) }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const have = pages.reduce((sum, page) => sum + page.streets.length, 0);
      return last.streets.length > 0 && have < last.total ? have : undefined;
    },
  });
  const chosen = districts.data?.districts.find((d) => d.id === district);
  const rows = streets.data?.pages.flatMap((page) => page.streets) ?? [];
  const sorted = [...rows].sort(worst_first);
  const sum = (verdict: "violated" | "possible") => rows.reduce((n, s) => n + Number(s.summary[verdict]), 0);
  const total = streets.data?.pages[0]?.total ?? 0;
  const bounds = chosen?.bounds_wgs84 ?? authority.data?.bounds_wgs84;

  // A street opened from here is asked at once: its panel then has nothing to wait for.
  const worst = sorted[0]?.id;
  useEffect(() => {
    if (worst) void cache.prefetchQuery({ queryKey: ["street", worst], queryFn: () => client.street(worst) });
  }, [cache, worst]);

  return (
    <Panel
      of={`district-${district ?? ""}`}
      {...(on_back ? { on_back } : {})}
      kicker={district ? `${authority.data?.name ?? ""} · ${m.district_word()}` : m.authority_word()}
      title={district ? (chosen?.name ?? "…") : (authority.data?.name ?? "…")}
      actions={
        bounds && <IconButton icon="fit" label={m.action_show_on_map()} on_press={() => fly_to(bounds)} />
      }
    >
      {chosen && (chosen.inhabitants !== null || chosen.dwellings !== null) && (
        <p className={ui.quiet}>
          {[
            chosen.inhabitants === null
              ? null
              : m.district_inhabitants({ count: number(chosen.inhabitants, locale) }),
            chosen.dwellings === null
              ? null
              : m.district_dwellings({ count: number(chosen.dwellings, locale) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      )}
      {streets.isError && <Failed error={streets.error} retry={() => streets.refetch()} />}
      {streets.isPending && <Loading rows={12} />}
      {streets.data && total === 0 && (
        <Empty icon="import" title={m.overview_empty_title()}>
          <p>{m.overview_empty_text()}</p>
          <Button className={ui.primary!} onPress={() => chosen_files.set([])}>
            <Icon name="import" size={16} />
            {m.import_action()}
          </Button>
        </Empty>
      )}
      {total > 0 && (
        <>
          <Numbers
            items={[
              { label: m.overview_streets(), value: number(total, locale) },
              {
                label: m.number_violated(),
                value: (
                  <>
                    <VerdictMark verdict="violated" size={16} />
                    {number(sum("violated"), locale)}
                  </>
                ),
              },
              {
                label: m.number_possible(),
                value: (
                  <>
                    <VerdictMark verdict="possible" size={16} />
                    {number(sum("possible"), locale)}
                  </>
                ),
              },
            ]}
          />
          <section className={ui.stack}>
            <h3>{m.overview_list_title()}</h3>
            <StreetList streets={sorted} />
            {streets.hasNextPage && (
              <Button
                className={ui.button!}
                isDisabled={streets.isFetchingNextPage}
                onPress={() => streets.fetchNextPage()}
              >
                {m.list_show_more({ count: number(total - rows.length, locale) })}
              </Button>
            )}
          </section>
        </>
      )}
    </Panel>
  );
}
