import { at, child, text, type XmlNode } from "./node.ts";

/** Namespace, local id and version of a member, by INSPIRE's or the Dutch NEN 3610 identifier. */
export interface Identifier {
  readonly namespace: string;
  readonly local: string;
  readonly version: string | null;
}

/** The identifier of a member; null where it has none. */
export function identifier(node: XmlNode): Identifier | null {
  const inspire = at(child(node, "inspireId") ?? child(node, "imklId") ?? child(node, "id"), "Identifier");
  const dutch = at(node, "identificatie", "NEN3610ID");
  const local = text(child(inspire, "localId") ?? child(dutch, "lokaalID"));
  const namespace = text(child(inspire, "namespace") ?? child(dutch, "namespace"));
  if (local === null || namespace === null) return null;
  return { namespace, local, version: text(child(inspire, "versionId") ?? child(dutch, "versie")) };
}

/**
 * The key of an `xlink:href`: of an address the class and the identifier
 * (`https://vocab.belgif.be/ns/imkl/3.0/UtilityNetwork/x-be:001` → `UtilityNetwork/x-be:001`), else the
 * id without its `#`. Empty where there is no reference.
 */
export function reference(node: XmlNode | undefined): string {
  const href = node?.attributes.href?.trim() ?? "";
  if (!/^https?:/i.test(href)) return own(href.replace(/^#/, ""));
  const parts = href.split("/").filter((part) => part !== "");
  return own(parts.slice(-2).join("/"));
}

/** All references of the children called one of `names`, without the empty ones. */
export function references(node: XmlNode, ...names: readonly string[]): string[] {
  return node.children
    .filter((one) => names.includes(one.name))
    .map(reference)
    .filter((key) => key !== "");
}

/** A key without its version (`Appurtenance/x-be:001:v2` → `Appurtenance/x-be:001`); the same where it has none. */
export function unversioned(key: string): string {
  return /^([^:]*:[^:]*):[^:]*$/.exec(key)?.[1] ?? key;
}

/** Finds by key, then by the key without its version. */
export function find<T>(map: ReadonlyMap<string, T>, key: string): T | undefined {
  return map.get(key) ?? map.get(unversioned(key));
}

/**
 * A copy of a string that was cut out of a larger one. The engine keeps the larger one alive as long as
 * the cutting, so that one kept id per chunk would keep the text of the whole file.
 */
export function own(cut: string): string {
  return Buffer.from(cut, "utf8").toString("utf8");
}
