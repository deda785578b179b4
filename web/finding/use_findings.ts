import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { FindingPage } from "../client.ts";

const first_page = 100;
const next_pages = 500;

/** Whose findings are listed: a part of the query's key, and the way to a page of them. */
export interface FindingsSource {
  readonly key: readonly unknown[];
  readonly page: (limit: number, offset: number) => Promise<FindingPage>;
  /** False: not asked for yet. */
  readonly enabled: boolean;
}

export interface FindingsState {
  readonly findings: FindingPage["findings"];
  readonly total: number;
  readonly summary: FindingPage["summary"];
  /** What lies here that the reader may not see. */
  readonly hidden_here: NonNullable<FindingPage["hidden"]>;
  /** Nothing has come yet. */
  readonly pending: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The findings of a street or a delivery, worst first: a short page at once, the rest after it by itself. */
export function useFindings({ key, page, enabled }: FindingsSource): FindingsState {
  const query = useInfiniteQuery({
    queryKey: ["findings", ...key],
    queryFn: ({ pageParam }) => page(pageParam === 0 ? first_page : next_pages, pageParam),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const have = pages.reduce((sum, one) => sum + one.findings.length, 0);
      return last.findings.length > 0 && have < last.total ? have : undefined;
    },
    enabled,
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return {
    findings: query.data?.pages.flatMap((one) => one.findings) ?? [],
    total: query.data?.pages[0]?.total ?? 0,
    summary: query.data?.pages[0]?.summary ?? [],
    hidden_here: query.data?.pages[0]?.hidden ?? [],
    pending: query.isPending,
    error: query.data ? null : query.error,
    retry: () => void query.refetch(),
  };
}
