import { corridor_findings, type PieceFinding, street_names, to_wgs84 } from "../queries/corridor.ts";
import type { Transaction } from "../store/open_store.ts";
import { corridor_of } from "./corridor_answer.ts";
import type { FoundCorridor, FoundCorridors } from "./find_corridors.ts";
import type { LaidType } from "./measure_parts.ts";
import type { LinePiece } from "./path_pieces.ts";

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

/** Runs a read in a transaction of its own, as the viewer. */
export type Read = <T>(work: (sql: Transaction) => Promise<T>) => Promise<T>;

/**
 * Corridors with what the engine says of their pieces, the least violated first. All pieces of all corridors are
 * asked for together, dealt out over `shares` connections, and each once. The engine judges a piece as a whole:
 * where one both crosses a line and runs beside it, its steps aside are pieces of their own if that is found
 * less violated.
 */
export async function check_corridors(
  read: Read,
  found: FoundCorridors,
  of: { laid: LaidType; scenario_id: number | null; shares: number },
): Promise<CheckedCorridor[]> {
  const known = new Map<string, CheckedPiece>();
  const check = async (pieces: readonly LinePiece[]): Promise<void> => {
    const asked = [...new Map(pieces.map((piece) => [key_of(piece), piece]))].filter(
      ([key]) => !known.has(key),
    );
    await Promise.all(
      dealt(asked, of.shares).map((part) =>
        read(async (sql) => {
          const checked = await checked_pieces(
            sql,
            part.map(([, piece]) => piece),
            of,
          );
          part.forEach(([key], k) => {
            known.set(key, checked[k]!);
          });
        }),
      ),
    );
  };
  const names = await read((sql) =>
    street_names(sql, [...new Set(found.routes.flatMap((route) => route.street_ids))]),
  );
  const answer = (one: FoundCorridor, pieces: readonly LinePiece[]): CheckedCorridor => {
    const checked = pieces.map((piece) => known.get(key_of(piece))!);
    const findings = checked.map((each) => each.findings);
    const corridor = corridor_of(
      { ...one, pieces },
      {
        laid: of.laid,
        obstacles: found.obstacles[one.route]!,
        streets: found.routes[one.route]!.street_ids.map((id) => names.find((street) => street.id === id)!),
        lines: checked.map(({ line }) => line),
        findings,
      },
    );
    return { corridor, found: one, pieces, findings };
  };
  await check(found.found.flatMap(({ pieces }) => pieces));
  const whole = found.found.map((one) => answer(one, one.pieces));
  const cut = found.found.map((one, k) => touches(whole[k]!) && one.cut_pieces.length !== one.pieces.length);
  await check(found.found.flatMap(({ cut_pieces }, k) => (cut[k] ? cut_pieces : [])));
  return found.found
    .map((one, k) => {
      const other = cut[k] ? answer(one, one.cut_pieces) : null;
      return other && other.corridor.violated < whole[k]!.corridor.violated ? other : whole[k]!;
    })
    .sort(({ corridor: one }, { corridor: other }) => one.violated - other.violated || one.cost - other.cost);
}

async function checked_pieces(
  sql: Transaction,
  pieces: readonly LinePiece[],
  { laid, scenario_id }: { laid: LaidType; scenario_id: number | null },
): Promise<CheckedPiece[]> {
  const lines = await to_wgs84(
    sql,
    pieces.map(({ line }) => line),
  );
  const asked = pieces.map(({ cover_m }, k) => ({
    coordinates: lines[k]!,
    parameters: laid.parameters_at(cover_m),
  }));
  const findings = await corridor_findings(sql, laid.type.id, asked, scenario_id);
  return pieces.map((_, k) => ({ line: lines[k]!, findings: findings[k]! }));
}

/** Only of what it touches can a line be said to cross it. */
const touches = ({ corridor }: CheckedCorridor): boolean =>
  corridor.findings.some(
    ({ verdict, required_m, distance_m }) =>
      verdict === "violated" && required_m !== null && distance_m === 0,
  );

const key_of = ({ line, cover_m }: LinePiece): string => `${cover_m}:${line.join(";")}`;

/** A list in so many parts of about the same work, none of them empty. */
function dealt<T>(list: readonly T[], parts: number): T[][] {
  const out: T[][] = Array.from({ length: Math.min(parts, list.length) }, () => []);
  for (const [k, one] of list.entries()) out[k % out.length]!.push(one);
  return out;
}
