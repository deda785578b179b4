import { find, own } from "./keys.ts";
import { LinkStore } from "./links.ts";
import type { Candidate, DepthDetail, Document, Network, Placed, Request, StandardCover } from "./model.ts";

/** Where a precaution holds: an area of a network. */
export interface PrecautionArea {
  readonly network: string | null;
  readonly label: string;
  readonly geometry: Placed;
}

/** Everything of one file that objects are joined with once the whole has been read. */
export class Joins {
  readonly links = new LinkStore();
  readonly networks = new Map<string, Network>();
  readonly standards: StandardCover[] = [];
  readonly documents = new Map<string, Document>();
  readonly document_list: Document[] = [];
  readonly precautions: PrecautionArea[] = [];
  /** Owner names by the code that starts an id (`KL1031`). */
  readonly owners = new Map<string, string>();
  request: Request | null = null;
  /** Day the delivery was put together. */
  dated: string | null = null;
  /** Which delivery of the request this is, where it says so. */
  sequence: string | null = null;
  /** Operators that were asked and did not answer. */
  readonly silent: string[] = [];
  /** False where the delivery says that an answer is missing. */
  complete: boolean | null = null;

  private readonly details = new Map<string, DepthDetail>();
  private readonly details_on = new Map<string, DepthDetail[]>();
  private readonly loose: DepthDetail[] = [];
  private readonly referred = new Set<string>();
  private readonly containers = new Map<string, string>();
  private readonly holders = new Set<string>();
  private readonly documents_on = new Map<string, Document[]>();

  add_network(keys: readonly string[], network: Network): void {
    for (const key of keys) this.networks.set(own(key), network);
  }

  /** A depth statement, found by its own keys or by the objects it says to be on. */
  add_detail(keys: readonly string[], on: readonly string[], detail: DepthDetail): void {
    for (const key of keys) this.details.set(own(key), detail);
    for (const key of on) push(this.details_on, key, detail);
    if (on.length > 0) detail.referred = true;
    else this.loose.push(detail);
  }

  /** An object refers to these depth statements, read before or after. */
  refer_to_details(keys: readonly string[]): void {
    for (const key of keys) this.referred.add(key);
  }

  add_document(keys: readonly string[], refers_to: readonly string[], document: Document): void {
    this.document_list.push(document);
    for (const key of keys) this.documents.set(own(key), document);
    for (const key of refers_to) push(this.documents_on, key, document);
  }

  /** The container `holder` (identity in our store) holds what `contents` refers to. */
  add_container(holder: string, contents: readonly string[]): void {
    if (contents.length === 0) return;
    const kept = own(holder);
    this.holders.add(kept);
    for (const key of contents) this.containers.set(key, kept);
  }

  /** Depth statements of an object, by both directions of reference, each once. */
  details_of(object: Candidate): DepthDetail[] {
    const found = new Set<DepthDetail>();
    for (const key of object.depth_details) {
      const detail = find(this.details, key);
      if (detail) found.add(detail);
    }
    for (const key of object.keys) for (const detail of this.details_on.get(key) ?? []) found.add(detail);
    return [...found];
  }

  /** Documents of an object by both directions of reference. */
  documents_of(object: Candidate): Document[] {
    const found = new Set<Document>();
    for (const key of object.documents) {
      const document = find(this.documents, key);
      if (document) found.add(document);
    }
    for (const key of object.keys)
      for (const document of this.documents_on.get(key) ?? []) found.add(document);
    return [...found];
  }

  /** Identity of the duct or pipe that holds an object, or null. */
  holder_of(object: Candidate): string | null {
    for (const key of object.keys) {
      const holder = this.containers.get(key);
      if (holder !== undefined) return holder;
    }
    return null;
  }

  /** Depth points that no reference ties to an object: tied by lying on a line of the same network. */
  loose_details(): DepthDetail[] {
    for (const key of this.referred) {
      const detail = find(this.details, key);
      if (detail) detail.referred = true;
    }
    return this.loose.filter((one) => !one.referred);
  }

  /** Whether the object with this identity holds others. */
  holds(identity: string): boolean {
    return this.holders.has(identity);
  }

  /** Default covers of one network. */
  standards_of(network: string | null): StandardCover[] {
    return network === null ? [] : this.standards.filter((one) => one.network === network);
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
