import { html, joined, type Html } from '#sandbox/slack/page/markup.ts';

export interface Segment {
  readonly label: string;
  readonly value: number;
}

const CENTRE = { x: 240, y: 126 };
const RADIUS = 108;

/** A pie whose slices carry their share in words. */
export function pie(segments: readonly Segment[]): Html {
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  let before = 0;
  return joined(
    segments.map((segment, at) => {
      const from = before / total;
      before += segment.value;
      return slice(segment, { at, from, to: before / total });
    }),
  );
}

function slice(segment: Segment, of: { at: number; from: number; to: number }): Html {
  const share = of.to - of.from;
  const words = `${Math.round(share * 100)}%`;
  const tip = html`<title>${segment.label}: ${segment.value.toLocaleString('en-US')} (${words})</title>`;
  const middle = pointAt((of.from + of.to) / 2, RADIUS * 0.68);
  const label =
    share >= 0.06 &&
    html`<text class="share" x="${middle.x}" y="${middle.y + 5}" text-anchor="middle">${words}</text>`;
  if (share > 0.9999) {
    return html`<circle class="slice series-${of.at % 6}" cx="${CENTRE.x}" cy="${CENTRE.y}" r="${RADIUS}">${tip}</circle>${label}`;
  }
  const [start, end] = [pointAt(of.from, RADIUS), pointAt(of.to, RADIUS)];
  const large = share > 0.5 ? 1 : 0;
  const path = `M${CENTRE.x} ${CENTRE.y}L${start.x} ${start.y}A${RADIUS} ${RADIUS} 0 ${large} 1 ${end.x} ${end.y}Z`;
  return html`<path class="slice series-${of.at % 6}" d="${path}">${tip}</path>${label}`;
}

/** A point on the circle; shares run clockwise from the top. */
function pointAt(share: number, radius: number): { x: number; y: number } {
  const angle = share * 2 * Math.PI - Math.PI / 2;
  return { x: CENTRE.x + radius * Math.cos(angle), y: CENTRE.y + radius * Math.sin(angle) };
}
