import type { ReactNode } from "react";
import {
  Button,
  Header,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  ProgressBar,
  Select,
  SelectValue,
  Tooltip,
  TooltipTrigger,
} from "react-aria-components";
import { Icon, type IconName } from "./icon.tsx";
import progress from "./progress.module.css";
import css from "./ui.module.css";
import { useGo, with_view } from "./view_state.ts";

/** A button that is only a picture: its name is its tooltip and its label. */
export function IconButton(props: {
  icon: IconName;
  label: string;
  shortcut?: string;
  on_press: () => void;
  pressed?: boolean;
  expanded?: boolean;
  size?: number;
  disabled?: boolean;
}) {
  return (
    <TooltipTrigger delay={400}>
      <Button
        className={css.icon_button}
        aria-label={props.label}
        {...(props.pressed === undefined ? {} : { "aria-pressed": props.pressed })}
        {...(props.expanded === undefined ? {} : { "aria-expanded": props.expanded })}
        onPress={props.on_press}
        {...(props.disabled === undefined ? {} : { isDisabled: props.disabled })}
      >
        <Icon name={props.icon} {...(props.size ? { size: props.size } : {})} />
      </Button>
      <Tooltip className={css.tooltip} offset={6}>
        {props.label}
        {props.shortcut ? ` (${props.shortcut})` : ""}
      </Tooltip>
    </TooltipTrigger>
  );
}

export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly before?: ReactNode;
}

/**
 * A select with its own list, in sections where they are given. Their ids are in one list with those of the choices:
 * of a section and a choice that are both "0" the section would be shown as what is chosen, which fails.
 */
export function Choose(props: {
  label: string;
  hidden_label?: boolean;
  value: string;
  on_change: (id: string) => void;
  sections: readonly { readonly title?: string; readonly choices: readonly Choice[] }[];
  className?: string;
}) {
  return (
    <Select
      className={props.className ?? css.select!}
      aria-label={props.label}
      value={props.value}
      onChange={(key) => key !== null && props.on_change(String(key))}
    >
      {!props.hidden_label && (
        <span className={css.label} aria-hidden="true">
          {props.label}
        </span>
      )}
      <Button className={css.select_button!}>
        <SelectValue />
        <Icon name="chevron" size={14} />
      </Button>
      <Popover className={css.popover!}>
        <ListBox className={css.listbox!}>
          {props.sections.map((section, i) => (
            <ListBoxSection key={section.title ?? i} id={`section ${section.title ?? i}`}>
              {section.title ? <Header className={css.section_title!}>{section.title}</Header> : null}
              {section.choices.map((choice) => (
                <ListBoxItem key={choice.id} id={choice.id} textValue={choice.name} className={css.option!}>
                  {choice.before}
                  {choice.name}
                </ListBoxItem>
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

/** A link inside the product: a real address that keeps the view, followed without loading the page. */
export function Go(props: {
  to: string;
  className?: string | undefined;
  children: ReactNode;
  label?: string;
  lights?: object;
  current?: boolean;
}) {
  const go = useGo();
  return (
    <a
      href={with_view(props.to)}
      className={props.className}
      {...(props.label ? { "aria-label": props.label } : {})}
      {...(props.current ? { "aria-current": "page" as const } : {})}
      {...props.lights}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(props.to);
      }}
    >
      {props.children}
    </a>
  );
}

/** How far something is: a share from 0 to 1, or null where nobody can know. */
export function Progress({ label, fraction }: { label: string; fraction: number | null }) {
  return (
    <ProgressBar
      className={progress.progress!}
      value={(fraction ?? 0) * 100}
      isIndeterminate={fraction === null}
      aria-label={label}
    >
      {({ percentage }) => (
        <>
          <span className={css.row} style={{ justifyContent: "space-between" }}>
            <span>{label}</span>
            {fraction !== null && <span className={css.quiet}>{Math.round(percentage ?? 0)} %</span>}
          </span>
          <span className={progress.track} {...(fraction === null ? { "data-indeterminate": "" } : {})}>
            <span
              className={progress.fill}
              style={{ display: "block", ...(fraction === null ? {} : { width: `${percentage ?? 0}%` }) }}
            />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
