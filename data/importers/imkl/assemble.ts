import { areas_hex, lines_hex, type Parts, points_hex } from "../ewkb.ts";
import type { FeatureStatus, ImportedFeature, ImportRejection } from "../types.ts";
import { catalogue_attributes } from "./catalogue_attributes.ts";
import { depth_of, standard_for } from "./depth.ts";
import type { Joins } from "./joins.ts";
import { find } from "./keys.ts";
import { layer_of } from "./layer.ts";
import type { AttributeValue, Candidate, DepthDetail, Network, Placed, Refusal } from "./model.ts";
import { LooseDepths, touches } from "./near.ts";
import type { Notes } from "./notes.ts";
import type { Placer } from "./placer.ts";

/** Makes features of candidates once all of the file has been read. */
export class Assembler {
  private readonly loose: LooseDepths;
  private readonly standards = new Map<string | null, ReturnType<Joins["standards_of"]>>();

  constructor(
    private readonly joins: Joins,
    private readonly placer: Placer,
    private readonly notes: Notes,
  ) {
    this.loose = new LooseDepths(joins.loose_details());
  }

  /** The feature, or why the object is refused: its own refusal, its geometry's, or that of all of its links. */
  feature(object: Candidate): ImportedFeature | ImportRejection {
    if (object.refusal) return rejection(object, object.refusal);
    const where = object.shape === "line" ? this.line(object) : this.own(object);
    if (!("parts" in where)) return rejection(object, where);
    const { parts, srid } = where;
    const network = object.network === null ? undefined : find(this.joins.networks, object.network);
    if (object.network !== null && !network)
      this.notes.add(
        "network_missing",
        "warning",
        "A network that an object refers to is not in the delivery",
        object.network,
      );
    const choice = layer_of(object, network);
    if (choice.assumed)
      this.notes.add(
        "layer_assumed",
        "warning",
        "Neither a subtheme nor a value decides the layer; the usual one of the trade was taken",
        object.row,
      );
    const details = this.details(object, parts);
    const depth = depth_of(object, details, standard_for(this.standards_of(object.network), object.subtheme));
    if (depth.height_only)
      this.notes.add(
        "depth_needs_ground_level",
        "warning",
        "A height above sea level without the ground level gives no depth; it is left unknown",
        object.row,
      );
    const attributes: Record<string, AttributeValue> = {
      ...object.attributes,
      ...this.joined(object, network, parts),
      ...catalogue_attributes(object, network, choice.layer, this.joins.holds(object.source_id)),
      ...(choice.assumed ? { layer_assumed: true } : {}),
      ...(depth.cover_max_m === null ? {} : { cover_max_m: depth.cover_max_m }),
      ...(where.fictitious ? { fictitious: true } : {}),
    };
    if (attributes.in_shared_container === true)
      this.notes.add(
        "in_shared_container",
        "info",
        "An object lies in somebody else's duct: the duct is in that owner's delivery too, do not count it twice",
        object.row,
      );
    return {
      kind: "feature",
      layer: choice.layer,
      source_id: object.source_id,
      geom_hex: hex_of(parts, srid),
      srid,
      status: object.status ?? where.status ?? this.assumed_status(object),
      top_m: depth.top_m,
      bottom_m: depth.bottom_m,
      diameter_m: object.diameter_m,
      // A fictitious link is drawn to connect, so the survey of the object says nothing about it.
      position_accuracy_m: where.fictitious ? null : object.position_accuracy_m,
      depth_accuracy_m: depth.accuracy_m,
      depth_source: depth.source,
      valid_from: object.valid_from,
      valid_to: object.valid_to,
      attributes,
    };
  }

  /** Notes that only the end of the file can give. */
  finish(): void {
    const { unused } = this.joins.links;
    if (unused > 0)
      this.notes.add(
        "links_unused",
        "info",
        "Links that carry no cable, pipe or duct were left out",
        null,
        unused,
      );
    if (this.loose.untied > 0)
      this.notes.add(
        "depth_not_tied",
        "warning",
        "Depth points that no object refers to and that lie on no line were left out",
        null,
        this.loose.untied,
      );
  }

  private line(object: Candidate): Where | Refusal {
    if (object.links.length === 0)
      return {
        field: "link",
        code: "link_missing",
        message: "expected a reference to a link with the geometry, got none",
      };
    const lines: Float64Array[] = [];
    let srid: number | null = null;
    let fictitious = false;
    let status: FeatureStatus | null = null;
    let bad: Refusal | null = null;
    for (const key of new Set(object.links)) {
      const link = this.joins.links.get(key);
      const refused: Refusal | null = link
        ? (link.refusal ??
          this.placer.refuse({ parts: parts_of(link.lines), srid: link.srid, fit: link.fit }))
        : {
            field: "link",
            code: "link_missing",
            message: `expected the link ${key} in the delivery, got none`,
          };
      if (!link || refused) {
        bad ??= { ...refused!, field: `link ${key}` };
        continue;
      }
      if (srid !== null && link.srid !== srid) {
        bad = {
          field: `link ${key}`,
          code: "crs_mixed",
          message: `expected one CRS in all links, got EPSG:${srid} and EPSG:${link.srid}`,
        };
        return bad;
      }
      srid = link.srid;
      lines.push(...link.lines);
      fictitious ||= link.fictitious;
      status ??= link.status;
    }
    if (srid === null || lines.length === 0) return bad!;
    if (bad)
      this.notes.add(
        "link_left_out",
        "warning",
        `A link could not be used and the object goes on without it: ${bad.message}`,
        object.row,
      );
    return { parts: parts_of(lines), srid, fictitious, status };
  }

  private own(object: Candidate): Where | Refusal {
    const placed = object.geometry!;
    const refused = this.placer.refuse(placed);
    if (refused) return refused;
    return { parts: placed.parts, srid: placed.srid!, fictitious: false, status: null };
  }

  private details(object: Candidate, parts: Parts): DepthDetail[] {
    const details = this.joins.details_of(object);
    this.check_places(object, parts, details);
    if (details.length > 0 || object.shape !== "line" || object.layer === "duct") return details;
    const lying = this.loose.on(parts.lines, object.network);
    if (lying.length > 0)
      this.notes.add(
        "depth_by_place",
        "info",
        "A depth point without a reference was given to the line of its network that it lies on",
        object.row,
      );
    return lying;
  }

  /** A depth measured far from its object is kept, since the delivery says so, but not in silence. */
  private check_places(object: Candidate, parts: Parts, details: readonly DepthDetail[]): void {
    for (const { point } of details) {
      const at = point?.parts.points;
      if (!at || at.length < 2) continue;
      const near = [...parts.lines, parts.points].some((list) => {
        for (let i = 0; i + 1 < list.length; i += 2)
          if (Math.hypot(list[i]! - at[0]!, list[i + 1]! - at[1]!) < FAR_M) return true;
        return false;
      });
      if (!near)
        this.notes.add(
          "depth_far_away",
          "warning",
          `A depth lies more than ${FAR_M} m from every vertex of the object it refers to; it was taken at its word`,
          object.row,
        );
    }
  }

  private joined(
    object: Candidate,
    network: Network | undefined,
    parts: Parts,
  ): Record<string, AttributeValue> {
    const out: Record<string, AttributeValue> = {};
    const owner_code = network?.owner_code ?? owner_code_of(object.source_id);
    const owner = network?.owner ?? this.joins.owners.get(owner_code ?? "") ?? owner_code;
    if (owner !== null) out.owner = owner;
    if (network) out.network = network.name;
    if (network?.theme) out.theme = network.theme;
    const holder = this.joins.holder_of(object);
    if (holder !== null) out.in_container = holder;
    const documents = this.joins.documents_of(object);
    if (documents.length > 0) out.documents = documents.map((one) => one.name).join(", ");
    const precautions = new Set(documents.filter((one) => one.precaution).map((one) => one.name));
    for (const one of this.joins.document_list)
      if (
        one.precaution &&
        one.network !== null &&
        network &&
        find(this.joins.networks, one.network) === network
      )
        precautions.add(one.name);
    if (object.shape === "line")
      for (const area of this.joins.precautions)
        if (area.network === object.network && touches(parts.lines, area.geometry.parts.areas))
          precautions.add(area.label);
    if (precautions.size > 0 && object.attributes.precaution === undefined)
      out.precaution = [...precautions].join(", ");
    return out;
  }

  private standards_of(network: string | null): ReturnType<Joins["standards_of"]> {
    const known = this.standards.get(network);
    if (known) return known;
    const found = this.joins.standards_of(network);
    this.standards.set(network, found);
    return found;
  }

  private assumed_status(object: Candidate): "in_use" {
    if (object.layer !== "protected_area" && object.class_name !== "ActivityComplex")
      this.notes.add("status_assumed", "info", "An object without a status counts as in use", object.row);
    return "in_use";
  }
}

interface Where {
  readonly parts: Parts;
  readonly srid: number;
  readonly fictitious: boolean;
  readonly status: FeatureStatus | null;
}

const FAR_M = 1000;

/** Who keeps an object, by its id: the Dutch code (`nl.imkl-KL1031.…`) or the Belgian namespace (`WaterPipe/x-be:001`). */
function owner_code_of(source_id: string): string | null {
  return /([A-Z]{2}\d{4})\./.exec(source_id)?.[1] ?? /^[^/]+\/([^:]+):/.exec(source_id)?.[1] ?? null;
}

function parts_of(lines: readonly Float64Array[]): Parts {
  return { points: [], lines, areas: [] };
}

function hex_of(parts: Placed["parts"], srid: number): string {
  return (areas_hex(parts, srid) ?? lines_hex(parts, srid) ?? points_hex(parts, srid))!;
}

function rejection(object: Candidate, refusal: Refusal): ImportRejection {
  return { kind: "rejected", row: object.row, ...refusal };
}
