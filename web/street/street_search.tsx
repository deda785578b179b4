import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ComboBox, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { client } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { length } from "../text/number.ts";
import { fly_to } from "../ui/bus.ts";
import { Icon } from "../ui/icon.tsx";
import ui from "../ui/ui.module.css";
import { VerdictMark } from "../ui/verdict.tsx";
import { useGo } from "../ui/view_state.ts";
import css from "./street_search.module.css";
import { worst_of } from "./worst.ts";

/** Street search; `/` puts the focus here from anywhere. Choosing one opens it and flies there. */
export function StreetSearch() {
  const { locale } = useLocale();
  const go = useGo();
  const input = useRef<HTMLInputElement>(null);
  const [text, set_text] = useState("");
  const query = useQuery({
    queryKey: ["streets", "search", text.trim()],
    queryFn: () => client.streets({ q: text.trim(), limit: 12 }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    enabled: text.trim().length > 0,
  });
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (
        event.key !== "/" ||
        event.ctrlKey ||
        event.metaKey ||
        target.closest("input, textarea, [role=dialog]")
      )
        return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener("keydown", key);
    return () => window.removeEventListener("keydown", key);
  }, []);
  const streets = text.trim() ? (query.data?.streets ?? []) : [];
  return (
    <ComboBox
      className={css.search!}
      aria-label={m.search_label()}
      inputValue={text}
      onInputChange={set_text}
      value={null}
      items={streets}
      defaultFilter={() => true}
      allowsEmptyCollection
      menuTrigger="input"
      onChange={(key) => {
        const street = streets.find((s) => s.id === key);
        if (!street) return;
        set_text("");
        input.current?.blur();
        fly_to(street.bounds_wgs84);
        go(`/streets/${encodeURIComponent(street.id)}`);
      }}
    >
      <Icon name="search" size={16} />
      <Input ref={input} className={css.input!} placeholder={m.search_placeholder()} />
      <span className={css.key} aria-hidden="true">
        /
      </span>
      <Popover className={ui.popover!} offset={4}>
        <ListBox
          className={ui.listbox!}
          items={streets}
          dependencies={[locale]}
          renderEmptyState={() => (
            <p className={css.empty}>
              {query.isError
                ? m.state_offline_title()
                : query.isFetching
                  ? m.state_loading()
                  : text.trim()
                    ? m.search_none({ text })
                    : m.search_hint()}
            </p>
          )}
        >
          {(street: (typeof streets)[number]) => (
            <ListBoxItem id={street.id} textValue={street.name} className={ui.option!}>
              <VerdictMark verdict={worst_of(street)} />
              <span className={css.name}>{street.name}</span>
              <span className={ui.caption}>{length(street.length_m, locale)}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
