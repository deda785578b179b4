/** One XML element of a member, with local names only (prefixes say nothing that the name does not). */
export interface XmlNode {
  readonly name: string;
  /** By local name: `href`, `uom`, `nil`, `id`, `srsName`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

/** The first child called `name`. */
export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((one) => one.name === name);
}

/** All children called `name`, in document order. */
export function children(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((one) => one.name === name);
}

/** The element down the path of child names, or undefined. */
export function at(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>((here, name) => child(here, name), node);
}

/** Whether the element says that it has no value (`xsi:nil`). */
export function is_nil(node: XmlNode): boolean {
  return node.attributes.nil === "true" || node.attributes.nil === "1";
}

/**
 * The value of a code list element: the last part of its `xlink:href`, else its text. Null where the
 * element is missing, nil, empty or holds the word for nothing of INSPIRE.
 */
export function code(node: XmlNode | undefined): string | null {
  if (!node || is_nil(node)) return null;
  const value = node.attributes.href || node.text.trim();
  const last = value.slice(Math.max(value.lastIndexOf("/"), value.lastIndexOf("#")) + 1).trim();
  return last === "" ? null : last;
}

/** Text of the element; of a `PT_FreeText` the Dutch one, else French, English, or the first. Null where empty or nil. */
export function text(node: XmlNode | undefined): string | null {
  if (!node || is_nil(node)) return null;
  const groups = child(node, "PT_FreeText");
  if (!groups) return tidy(node.text);
  const strings = children(groups, "textGroup").flatMap((group) =>
    children(group, "LocalisedCharacterString"),
  );
  for (const locale of ["nl", "fr", "en"]) {
    const hit = strings.find((one) => one.attributes.locale?.toLowerCase().endsWith(locale));
    if (hit && tidy(hit.text)) return tidy(hit.text);
  }
  return tidy(strings[0]?.text ?? "");
}

/** True or false of an `xs:boolean` element; null where missing or neither. */
export function flag(node: XmlNode | undefined): boolean | null {
  const value = text(node);
  if (value === "true" || value === "1") return true;
  return value === "false" || value === "0" ? false : null;
}

/**
 * Calendar day (ISO, `YYYY-MM-DD`) of a date or time element in the source's own time zone. Null where
 * missing, nil, or a stand-in for "no date" (year 9999, or a year outside 1000 to 9998).
 */
export function day(node: XmlNode | undefined): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text(node) ?? "");
  if (!match || match[1] === "9999" || match[1]! < "1000") return null;
  const date = new Date(`${match[0]}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== match[0] ? null : match[0];
}

function tidy(value: string): string | null {
  const trimmed = value.replace(/\s+/g, " ").trim();
  return trimmed === "" ? null : trimmed;
}
