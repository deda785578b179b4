import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useEffect } from "react";
import type { Theme } from "./theme.ts";
import { useMedia } from "./use_media.ts";

/** Theme from the address, else what the reader's system asks for. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [in_url, set_in_url] = useQueryState("theme", parseAsStringLiteral(["light", "dark"] as const));
  const system_dark = useMedia("(prefers-color-scheme: dark)");
  const theme = in_url ?? (system_dark ? "dark" : "light");
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return [theme, (next) => void set_in_url(next)];
}
