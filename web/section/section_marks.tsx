import { type Locale, metres } from "../text/number.ts";
import type { Section, SectionFinding, SectionObject } from "./section_data.ts";
import { thing_key, worse_verdicts } from "./section_data.ts";
import { decoration, type SectionPalette } from "./section_palette.ts";
import type { Buried, Scene } from "./section_scene.ts";

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

/** Half the height of the gap that marks a break, in pixels. */
export const break_gap_px = 3;
/** Nearer to the top of the drawing than this a text's capitals are cut. */
const text_top_px = 11;

/** Two zigzags where a part of something tall is left out, with its whole height where that is known. */
export function BreakMark(props: {
  from: number;
  to: number;
  y: number;
  height_m: number | null;
  colour: string;
  palette: SectionPalette;
  locale: Locale;
}) {
  const { from, to, y, height_m, colour, palette, locale } = props;
  const steps = Math.max(2, Math.round((to - from) / 8));
  const step = (to - from) / steps;
  const teeth = Array.from({ length: steps }, (_, i) => `l${step} ${i % 2 === 0 ? -3 : 3}`).join("");
  const above_y = y - break_gap_px - 8;
  return (
    <g data-break="" {...decoration}>
      <path
        d={`M${from} ${y - break_gap_px}${teeth}M${from} ${y + break_gap_px}${teeth}`}
        fill="none"
        stroke={colour}
        strokeWidth={1.2}
      />
      {height_m !== null && (
        <text
          x={(from + to) / 2}
          y={above_y < text_top_px ? y + break_gap_px + 14 : above_y}
          textAnchor="middle"
          fontSize={11}
          fill={palette.ink}
          stroke={palette.sky}
          strokeWidth={3}
          paintOrder="stroke"
        >
          {metres(height_m, locale)}
        </text>
      )}
    </g>
  );
}

/** The stroke through what a scenario takes away, from corner to corner of a box. */
export function GoneStroke(props: {
  box: { x: number; y: number; width: number; height: number };
  palette: SectionPalette;
}) {
  const { x, y, width, height } = props.box;
  return (
    <path
      data-gone=""
      d={`M${x} ${y + height}l${width} ${-height}`}
      stroke={props.palette.violated}
      strokeWidth={2.4}
      {...decoration}
    />
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
    const verdict = worse_verdicts.find((rank) => rank === finding.verdict);
    if ((a !== key && b !== key) || a === b || finding.kind !== "conflict" || !verdict) return [];
    const [from, to] = [centre_of(a, scene), centre_of(b, scene)];
    return from && to ? [{ finding, verdict, from, to }] : [];
  });
  const pair = ({ finding: { a, b } }: (typeof lines)[number]) => [thing_key(a), thing_key(b)].sort().join();
  // Several rules may speak of one pair: the first has the worst verdict.
  const pairs = [...new Map([...lines].reverse().map((line) => [pair(line), line])).values()];
  const texts: { x: number; y: number }[] = [];
  const shown = pairs.slice(0, 8).map((line) => {
    const x = (line.from.x + line.to.x) / 2;
    let y = (line.from.y + line.to.y) / 2 - 4;
    while (texts.some((other) => Math.abs(other.x - x) < 74 && Math.abs(other.y - y) < 13)) y -= 13;
    texts.push({ x, y });
    return { ...line, x, y };
  });
  return (
    <g pointerEvents="none">
      {shown.map(({ finding, verdict, from, to, x, y }) => (
        <g key={finding.id}>
          <path
            d={`M${from.x} ${from.y}L${to.x} ${to.y}`}
            stroke={palette[verdict]}
            strokeWidth={1.8}
            {...(verdict === "possible" ? { strokeDasharray: "5 3" } : {})}
          />
          <text
            x={x}
            y={y}
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
  const of = (relation: string) => rows.filter((row) => row.relation === relation);
  // Around a pipe: what it asks of other pipes; what it asks of trees reaches far beyond the drawing.
  const across = of("parallel").length > 0 ? of("parallel") : of("any");
  const across_m = most(across.map((row) => row.horizontal_m));
  const down_m = most(of("crossing").map((row) => row.vertical_m)) || across_m;
  if (across_m + down_m === 0 || shape === "area" || shape === "unknown") return null;
  const [dx, dy] = [across_m * scene.px_per_m, down_m * scene.depth_px_per_m];
  const y = Math.max(scene.ground_y, body.y - dy);
  return (
    <rect
      x={Math.max(scene.x(0), body.x - dx)}
      y={y}
      width={
        Math.min(scene.x(section.length_m), body.x + body.width + dx) - Math.max(scene.x(0), body.x - dx)
      }
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
