import type { Interval } from '../api';
import { number } from '../format';

interface Props {
  /** The least and the greatest that is drawn; rows of one table share it. */
  domain: [number, number];
  interval: Interval;
  colour: string;
  /** A control to be seen against. */
  mark?: number | null;
  hasZero?: boolean;
  label: string;
}

const width = 180;
const height = 18;

/** A value with its 95 % interval on a line, a control as an upright stroke, zero dashed. */
export function IntervalPlot({ domain: [least, greatest], interval: { value, low, high }, colour, mark, hasZero, label }: Props) {
  const x = (at: number) => 5 + ((width - 10) * (at - least)) / (greatest - least || 1);
  const said = `${label}: ${number(value)}${low === null || high === null ? '' : `, ${number(low)} to ${number(high)}`}${mark === null || mark === undefined ? '' : `, control ${number(mark)}`}`;
  return (
    <svg class="interval-plot" width={width} height={height} role="img" aria-label={said}>
      <title>{said}</title>
      <line class="base" x1="0" x2={width} y1={height / 2} y2={height / 2} />
      {hasZero && <line class="zero" x1={x(0)} x2={x(0)} y1="0" y2={height} />}
      {mark !== null && mark !== undefined && <line class="mark" x1={x(mark)} x2={x(mark)} y1="3" y2={height - 3} />}
      {low !== null && high !== null && <line class="span" style={{ stroke: colour }} x1={x(low)} x2={x(high)} y1={height / 2} y2={height / 2} />}
      {value !== null && <circle cx={x(value)} cy={height / 2} r="4" style={{ fill: colour }} />}
    </svg>
  );
}

/** The narrowest domain that holds all of it. */
export function domainOf(values: (number | null | undefined)[], hasZero = false): [number, number] {
  const finite = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  if (hasZero) finite.push(0);
  return finite.length > 0 ? [Math.min(...finite), Math.max(...finite)] : [0, 1];
}
