import { parseAsStringLiteral, useQueryState } from "nuqs";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import { I18nProvider } from "react-aria-components";
import { baseLocale, overwriteGetLocale } from "./compiled/runtime.js";
import { type Locale, locales, tag } from "./number.ts";

const remembered = "straatlagen_language";
let current: Locale = baseLocale;
overwriteGetLocale(() => current);

const Context = createContext<{ locale: Locale; set_locale: (next: Locale) => void }>({
  locale: "nl",
  set_locale: () => {},
});

/** The reader's language and how to change it. Components that show text call this, so that they redraw. */
export const useLocale = () => useContext(Context);

function first_locale(): Locale {
  try {
    return locales.find((l) => l === window.localStorage.getItem(remembered)) ?? "nl";
  } catch {
    return "nl";
  }
}

/** Language from the address, else the one chosen before, else Dutch. */
export function LocaleProvider({ children }: { children: ReactNode }) {
  const [in_url, set_in_url] = useQueryState("lang", parseAsStringLiteral(locales));
  const locale = in_url ?? first_locale();
  // Messages are read while children render, so the language must be set before them.
  current = locale;
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const set_locale = (next: Locale) => {
    try {
      window.localStorage.setItem(remembered, next);
    } catch {
      // Private windows refuse storage; the address still carries the choice.
    }
    void set_in_url(next);
  };
  return (
    <Context.Provider value={{ locale, set_locale }}>
      <I18nProvider locale={tag(locale)}>{children}</I18nProvider>
    </Context.Provider>
  );
}
