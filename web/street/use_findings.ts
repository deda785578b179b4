import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { client, type Finding, type Street } from "../client.ts";

const first_page = 100;
const next_pages = 500;

export interface StreetFindingsState {
  readonly findings: readonly Finding[];
  readonly total: number;
  /** Nothing has come yet. */
  readonly pending: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The findings of a checked street, worst first: a short page at once, the rest after it by itself. */
export function useFindings(street: Pick<Street, "id" | "analysed_at">): StreetFindingsState {
  const query = useInfiniteQuery({
    queryKey: ["street_findings", street.id, street.analysed_at],
    queryFn: ({ pageParam }) =>
      client.street_findings(street.id, pageParam === 0 ? first_page : next_pages, pageParam),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const have = pages.reduce((sum, page) => sum + page.findings.length, 0);
      return last.findings.length > 0 && have < last.total ? have : undefined;
    },
    enabled: street.analysed_at !== null,
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return {
    findings: query.data?.pages.flatMap((page) => page.findings) ?? [],
    total: query.data?.pages[0]?.total ?? 0,
    pending: query.isPending,
    error: query.data ? null : query.error,
    retry: () => void query.refetch(),
  };
}
