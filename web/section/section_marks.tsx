import type { Section, SectionFinding, SectionObject } from "./section_data.ts";
import { thing_key } from "./section_data.ts";
import type { SectionPalette } from "./section_palette.ts";
import type { Buried, Scene } from "./section_scene.ts";

const ranks = ["violated", "possible"] as const;

/** The worst of an object's conflicts here: violated before possible; null where there is neither. */
export function worst_of(
  object: SectionObject,
  findings: readonly SectionFinding[],
): "violated" | "possible" | null {
  const key = thing_key(object);
  const own = findings.filter(
    (f) => f.kind === "conflict" && (thing_key(f.a) === key || thing_key(f.b) === key),
  );
  return ranks.find((verdict) => own.some((f) => f.verdict === verdict)) ?? null;
}

/** The verdict's shape: ▲ too close, ◆ possibly. */
export function VerdictShape(props: {
  x: number;
  y: number;
  verdict: "violated" | "possible";
  palette: SectionPalette;
}) {
  const { x, y, verdict, palette } = props;
  const d =
    verdict === "violated"
      ? `M${x} ${y - 6}L${x + 6.5} ${y + 5}H${x - 6.5}Z`
      : `M${x} ${y - 6.5}L${x + 6.5} ${y}L${x} ${y + 6.5}L${x - 6.5} ${y}Z`;
  return (
    <path d={d} fill={palette[verdict]} stroke={palette.paper} strokeWidth={1.6} strokeLinejoin="round" />
  );
}

/** Where an object is in the drawing; null of what is not drawn. */
export function centre_of(key: string, scene: Scene): { x: number; y: number } | null {
  const body = scene.buried.find(({ object }) => thing_key(object) === key)?.body;
  if (body) return { x: body.x + body.width / 2, y: body.y + body.height / 2 };
  const tree = scene.standing.find(({ object }) => thing_key(object) === key);
  if (tree) return { x: tree.x, y: scene.ground_y };
  const house = scene.buildings.find((object) => thing_key(object) === key);
  return house ? { x: scene.x((house.from_m + house.to_m) / 2), y: scene.ground_y } : null;
}

/** From the object that is pointed at to what it is too close to, with the figures. */
export function ConflictLines(props: {
  object: SectionObject;
  section: Section;
  scene: Scene;
  palette: SectionPalette;
  numbers: (finding: SectionFinding) => string;
}) {
  const { object, section, scene, palette, numbers } = props;
  const key = thing_key(object);
  const lines = section.findings.flatMap((finding) => {
    const [a, b] = [thing_key(finding.a), thing_key(finding.b)];
    const verdict = ranks.find((rank) => rank === finding.verdict);
    if ((a !== key && b !== key) || a === b || finding.kind !== "conflict" || !verdict) return [];
    const [from, to] = [centre_of(a, scene), centre_of(b, scene)];
    return from && to ? [{ finding, verdict, from, to }] : [];
  });
  // The two that are nearest to breaking say enough; the table has all.
  const shown = [...new Map(lines.map((line) => [`${line.to.x}|${line.from.x}`, line])).values()].slice(0, 4);
  return (
    <g pointerEvents="none">
      {shown.map(({ finding, verdict, from, to }, i) => (
        <g key={finding.id}>
          <path
            d={`M${from.x} ${from.y}L${to.x} ${to.y}`}
            stroke={palette[verdict]}
            strokeWidth={1.8}
            {...(verdict === "possible" ? { strokeDasharray: "5 3" } : {})}
          />
          <text
            x={(from.x + to.x) / 2}
            y={(from.y + to.y) / 2 - 4 - i * 13}
            textAnchor="middle"
            fontSize={11}
            fontWeight={600}
            fill={palette[verdict]}
            stroke={palette.paper}
            strokeWidth={3}
            paintOrder="stroke"
          >
            {numbers(finding)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** The widest distance that rules ask around an object, as far as it can be drawn. */
export function ClearanceEnvelope(props: {
  buried: Buried;
  section: Section;
  scene: Scene;
  palette: SectionPalette;
}) {
  const { buried, section, scene, palette } = props;
  const { object, body, shape } = buried;
  const planned = object.status === "projected";
  const rows = section.clearances.filter(
    (row) =>
      row.layer === object.layer && row.planned === planned && row.traits.join() === object.traits.join(),
  );
  const most = (values: readonly (number | null)[]): number =>
    Math.max(0, ...values.map((value) => value ?? 0));
  const across_m = most(
    rows.filter(({ relation }) => relation !== "crossing").map((row) => row.horizontal_m),
  );
  const down_m = most(rows.map((row) => row.vertical_m)) || across_m;
  if (across_m + down_m === 0 || shape === "area" || shape === "unknown") return null;
  const [dx, dy] = [across_m * scene.px_per_m, down_m * scene.depth_px_per_m];
  const y = Math.max(scene.ground_y, body.y - dy);
  return (
    <rect
      x={body.x - dx}
      y={y}
      width={body.width + 2 * dx}
      height={Math.min(scene.soil_y, body.y + body.height + dy) - y}
      rx={Math.min(dx, dy) + 4}
      fill="none"
      stroke={palette.ink}
      strokeOpacity={0.45}
      strokeWidth={1}
      strokeDasharray="1 3"
      strokeLinecap="round"
    />
  );
}
