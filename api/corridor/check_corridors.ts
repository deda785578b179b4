import { corridor_findings, type PieceFinding, street_names, to_wgs84 } from "../queries/corridor.ts";
import type { Transaction } from "../store/open_store.ts";
import { corridor_of } from "./corridor_answer.ts";
import type { FoundCorridor, FoundCorridors } from "./find_corridors.ts";
import type { LaidType } from "./measure_parts.ts";
import type { LinePiece } from "./path_pieces.ts";
import { type Read, send_off } from "./send_off.ts";

/** A piece in WGS 84 with what the engine says of it. */
interface CheckedPiece {
  readonly line: number[][];
  readonly findings: readonly PieceFinding[];
}

/** A corridor as it is answered, and what that was made from. */
export interface CheckedCorridor {
  readonly corridor: ReturnType<typeof corridor_of>;
  readonly found: FoundCorridor;
  readonly pieces: readonly LinePiece[];
  /** Of each piece. */
  readonly findings: readonly (readonly PieceFinding[])[];
}

export interface CorridorChecker {
  /** Corridors with what the engine says of them, the least violated first. */
  check(found: FoundCorridors): Promise<CheckedCorridor[]>;
  /** Sends off the question about corridors that will be checked, while the search goes on: done once it is sent. */
  begin(found: readonly FoundCorridor[]): Promise<void>;
}

/**
 * Asks what the engine says of corridors. All pieces of all corridors are asked for together, dealt out over `shares`
 * connections, and each once, however often it comes back. The engine judges a piece as a whole: where one both
 * crosses a line and runs beside it, its steps aside become pieces of their own if that is found less violated.
 */
export function corridor_checker(
  read: Read,
  of: { laid: LaidType; scenario_id: number | null; shares: number },
): CorridorChecker {
  const known = new Map<string, CheckedPiece>();
  const on_their_way = new Map<string, Promise<void>>();
  const names = new Map<string, string>();
  /** Sends what was not asked yet: done once each connection has its statement. */
  const send = async (pieces: readonly LinePiece[]): Promise<void> => {
    const asked = [...new Map(pieces.map((piece) => [key_of(piece), piece]))].filter(
      ([key]) => !on_their_way.has(key),
    );
    const parts = dealt(asked, of.shares).map((part) => {
      const { answer, sent } = send_off(read, async (sql, sending) => {
        const pieces = part.map(([, piece]) => piece);
        const checked = await checked_pieces(sql, pieces, of, sending);
        part.forEach(([key], k) => {
          known.set(key, checked[k]!);
        });
      });
      for (const [key] of part) on_their_way.set(key, answer);
      return sent;
    });
    await Promise.all(parts);
  };
  const ask = async (pieces: readonly LinePiece[]): Promise<void> => {
    void send(pieces);
    await Promise.all(new Set(pieces.map((piece) => on_their_way.get(key_of(piece)))));
  };
  const name_streets = async ({ routes }: FoundCorridors): Promise<void> => {
    const unnamed = [...new Set(routes.flatMap(({ street_ids }) => street_ids))].filter(
      (id) => !names.has(id),
    );
    if (unnamed.length > 0)
      for (const { id, name } of await read((sql) => street_names(sql, unnamed))) names.set(id, name);
  };
  const findings_of = (piece: LinePiece) => known.get(key_of(piece))!.findings;
  const violated = (pieces: readonly LinePiece[]): number =>
    pieces.reduce((sum, piece) => sum + findings_of(piece).filter(is_violated).length, 0);
  /** The parts that a piece can be cut into; none where it has no steps over lines or they would not help. */
  const cuts_of = ({ pieces, cut_pieces }: FoundCorridor): LinePiece[][] =>
    pieces.map((piece) => {
      if (!findings_of(piece).some((finding) => is_violated(finding) && touches(finding))) return [];
      const parts = cut_pieces.filter(({ stretch }) => stretch === piece.stretch);
      return parts.length > 1 ? parts : [];
    });
  const check = async (found: FoundCorridors): Promise<CheckedCorridor[]> => {
    await Promise.all([name_streets(found), ask(found.found.flatMap(({ pieces }) => pieces))]);
    const cuts = found.found.map(cuts_of);
    await ask(cuts.flat(2));
    return found.found
      .map((one, k): CheckedCorridor => {
        const chosen = one.pieces.flatMap((piece, n) => {
          const parts = cuts[k]![n]!;
          return parts.length > 0 && violated(parts) < violated([piece]) ? parts : [piece];
        });
        const pieces = joined(chosen);
        const checked = chosen.map((piece) => known.get(key_of(piece))!);
        const findings = checked.map((each) => each.findings);
        const corridor = corridor_of(
          { ...one, pieces },
          {
            laid: of.laid,
            obstacles: found.obstacles[one.route]!,
            streets: found.routes[one.route]!.street_ids.map((id) => ({ id, name: names.get(id)! })),
            lines: checked.map(({ line }) => line),
            findings,
          },
        );
        return { corridor, found: one, pieces, findings };
      })
      .sort(least_violated_first);
  };
  return { check, begin: (found) => send(found.flatMap(({ pieces }) => pieces)) };
}

/** Order of corridors by what the engine finds of them. */
export const least_violated_first = (
  { corridor: one }: CheckedCorridor,
  { corridor: other }: CheckedCorridor,
) => one.violated - other.violated || one.cost - other.cost;

async function checked_pieces(
  sql: Transaction,
  pieces: readonly LinePiece[],
  { laid, scenario_id }: { laid: LaidType; scenario_id: number | null },
  sending: () => void,
): Promise<CheckedPiece[]> {
  const lines = await to_wgs84(
    sql,
    pieces.map(({ line }) => line),
  );
  const asked = pieces.map(({ cover_m }, k) => ({
    coordinates: lines[k]!,
    parameters: laid.parameters_at(cover_m),
  }));
  const answer = corridor_findings(sql, laid.type.id, asked, scenario_id);
  sending();
  const findings = await answer;
  return pieces.map((_, k) => ({ line: lines[k]!, findings: findings[k]! }));
}

const is_violated = (finding: PieceFinding): boolean => finding.verdict === "violated";

/** Only of what it touches can a line be said to cross it. */
const touches = ({ required_m, distance_m }: PieceFinding): boolean =>
  required_m !== null && distance_m === 0;

const keys = new WeakMap<LinePiece, string>();

function key_of(piece: LinePiece): string {
  const known = keys.get(piece);
  if (known !== undefined) return known;
  const key = `${piece.cover_m}:${piece.line.join(";")}`;
  keys.set(piece, key);
  return key;
}

/** Pieces of which some were cut, one beginning where the one before ends. */
function joined(pieces: readonly LinePiece[]): LinePiece[] {
  let from_m = 0;
  return pieces.map((piece) => {
    const to_m = from_m + piece.to_m - piece.from_m;
    const placed = { ...piece, from_m, to_m };
    from_m = to_m;
    return placed;
  });
}

/** A list in so many parts of about the same work, none of them empty. */
function dealt<T>(list: readonly T[], parts: number): T[][] {
  const out: T[][] = Array.from({ length: Math.min(parts, list.length) }, () => []);
  for (const [k, one] of list.entries()) out[k % out.length]!.push(one);
  return out;
}
