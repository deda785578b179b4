import { useQuery } from "@tanstack/react-query";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useMayImport } from "../account/account_api.ts";
import { AccountMenu } from "../account/account_menu.tsx";
import { client, send } from "../client.ts";
import { Bell } from "../notification/bell.tsx";
import { StreetSearch } from "../street/street_search.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { type Locale, locales } from "../text/number.ts";
import { chosen_files, fly_to } from "./bus.ts";
import { Go, IconButton } from "./controls.tsx";
import { Icon, Mark } from "./icon.tsx";
import type { Theme } from "./theme.ts";
import css from "./top_bar.module.css";
import ui from "./ui.module.css";
import { useGo } from "./view_state.ts";

export interface TopBarProps {
  readonly district: string | null;
  /** The Draw mode's address; null while exploring. */
  readonly drawing: { readonly scenario: number | null } | null;
  readonly underground: boolean;
  readonly comparing: boolean;
  readonly workbook: boolean;
  readonly theme: Theme;
  readonly set_theme: (theme: Theme) => void;
  readonly narrow: boolean;
  readonly on_layers: () => void;
  readonly on_keys: () => void;
}

const language_names: Readonly<Record<Locale, string>> = { nl: "Nederlands", en: "English", fr: "Français" };

/** Mark, place, street search, import, data, language, theme and keys. */
export function TopBar(props: TopBarProps) {
  const {
    district,
    drawing,
    underground,
    comparing,
    workbook,
    theme,
    set_theme,
    narrow,
    on_layers,
    on_keys,
  } = props;
  const may_import = useMayImport();
  return (
    <header className={css.bar}>
      {narrow && <IconButton icon="layers" label={m.layers_title()} on_press={on_layers} />}
      <Go to="/" className={css.brand} label={m.brand_home()}>
        <Mark />
        <span className={css.word}>Straatlagen</span>
      </Go>
      <Place district={district} />
      <StreetSearch />
      {drawing?.scenario != null && <ScenarioChoice scenario={drawing.scenario} />}
      <span className={css.gap} />
      <nav className={css.modes} aria-label={m.modes_label()}>
        <Go to="/" className={css.mode} current={drawing === null && !underground && !comparing && !workbook}>
          {m.mode_explore()}
        </Go>
        <Go to={last_scenario(drawing?.scenario ?? null)} className={css.mode} current={drawing !== null}>
          {m.mode_draw()}
        </Go>
        <Go to="/underground" className={css.mode} current={underground}>
          {m.mode_underground()}
        </Go>
        <Go to="/compare" className={css.mode} current={comparing}>
          {m.mode_compare()}
        </Go>
        <Go to="/workbook" className={css.mode} current={workbook}>
          {m.mode_workbook()}
        </Go>
      </nav>
      {may_import && (
        <Button className={css.import!} aria-label={m.import_action()} onPress={() => chosen_files.set([])}>
          <Icon name="import" size={16} />
          <span>{m.import_action()}</span>
        </Button>
      )}
      <Go to="/datasets" className={css.link} label={m.datasets_title()}>
        <Icon name="dataset" />
        <span>{m.datasets_short()}</span>
      </Go>
      <Bell />
      <Language />
      <AccountMenu />
      <IconButton
        icon={theme === "dark" ? "sun" : "moon"}
        label={theme === "dark" ? m.theme_light() : m.theme_dark()}
        on_press={() => set_theme(theme === "dark" ? "light" : "dark")}
      />
      {!narrow && <IconButton icon="help" label={m.keys_title()} shortcut="?" on_press={on_keys} />}
    </header>
  );
}

const remembered = "straatlagen_scenario";

/** Draw goes on where one drew last in this browser, else to the choice of a scenario. */
function last_scenario(now: number | null): string {
  try {
    if (now !== null) window.sessionStorage.setItem(remembered, String(now));
    const id = window.sessionStorage.getItem(remembered);
    return id ? `/draw/${id}` : "/draw";
  } catch {
    return "/draw";
  }
}

/** The scenario one draws in, and the way to another. */
function ScenarioChoice({ scenario }: { scenario: number }) {
  const go = useGo();
  const scenarios = useQuery({
    queryKey: ["scenarios"],
    queryFn: () => send<{ scenarios: { id: number; name: string }[] }>("GET", "/scenarios"),
  });
  const list = scenarios.data?.scenarios ?? [];
  const name = list.find(({ id }) => id === scenario)?.name ?? "…";
  return (
    <MenuTrigger>
      <Button className={css.scenario!} aria-label={m.scenario_label({ name })}>
        <span>{name}</span>
        <Icon name="chevron" size={12} />
      </Button>
      <Popover className={ui.popover!}>
        <Menu
          className={ui.listbox!}
          selectionMode="single"
          selectedKeys={[String(scenario)]}
          onAction={(key) => go(key === "all" ? "/draw" : `/draw/${key}`)}
        >
          {[
            ...list.slice(0, 20).map(({ id, name: text }) => (
              <MenuItem key={id} id={String(id)} textValue={text} className={ui.option!}>
                {text}
              </MenuItem>
            )),
            <MenuItem key="all" id="all" className={ui.option!}>
              {m.scenario_choose()}
            </MenuItem>,
          ]}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Place({ district }: { district: string | null }) {
  const go = useGo();
  const authority = useQuery({ queryKey: ["authority"], queryFn: client.authority });
  const districts = useQuery({ queryKey: ["districts"], queryFn: client.districts });
  const list = districts.data?.districts ?? [];
  const shown = list.find((d) => d.id === district) ?? (list.length === 1 ? list[0] : undefined);
  return (
    <MenuTrigger>
      <Button
        className={css.place!}
        aria-label={m.place_label({ place: shown?.name ?? authority.data?.name ?? "" })}
      >
        <span className={css.authority}>{authority.data?.name ?? "…"}</span>
        {shown && (
          <>
            <span className={css.slash}>/</span>
            <strong>{shown.name}</strong>
          </>
        )}
        <Icon name="chevron" size={12} />
      </Button>
      <Popover className={ui.popover!}>
        <Menu
          className={ui.listbox!}
          onAction={(key) => {
            const chosen = list.find((d) => d.id === key);
            const bounds = chosen?.bounds_wgs84 ?? authority.data?.bounds_wgs84;
            if (bounds) fly_to(bounds);
            go(chosen ? `/districts/${encodeURIComponent(chosen.id)}` : "/");
          }}
        >
          <MenuItem id="" className={ui.option!}>
            {m.place_all({ authority: authority.data?.name ?? "" })}
          </MenuItem>
          {list.map((d) => (
            <MenuItem key={d.id} id={d.id} className={ui.option!}>
              {d.name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Language() {
  const { locale, set_locale } = useLocale();
  return (
    <MenuTrigger>
      <Button
        className={css.language!}
        aria-label={m.language_label({ code: locale.toUpperCase(), language: language_names[locale] })}
      >
        {locale.toUpperCase()}
        <Icon name="chevron" size={12} />
      </Button>
      <Popover className={ui.popover!} placement="bottom end">
        <Menu
          className={ui.listbox!}
          selectionMode="single"
          selectedKeys={[locale]}
          onAction={(key) => set_locale(key as Locale)}
        >
          {locales.map((l) => (
            <MenuItem key={l} id={l} className={ui.option!}>
              <span lang={l}>{language_names[l]}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
