import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { count, number } from '../format';
import './chart.css';
import { resolved } from './colours';
import { smoothed } from './smoothing';
import type { Range } from './useNearCurves';

/** One curve: y over x, with the extremes of its buckets where they are known. */
export interface Line { label: string; colour: string; x: number[]; y: (number | null)[]; low?: (number | null)[] | null; high?: (number | null)[] | null; /** Points that count each: none is smoothed, and each is drawn while there are few. */ hasDots?: boolean }

interface Props {
  title: string;
  lines: Line[];
  smoothing?: number;
  isLog?: boolean;
  /** A few values far above all others do not press the rest to the ground; the caption says that there are such. */
  isCut?: boolean;
  height?: number;
  /** Charts of one group show the same step under the pointer, and zoom together. */
  group: string;
  onZoom: (range: Range) => void;
}

/** Curves over the steps of training. Its size is fixed before its data comes; new data moves neither the page nor what was zoomed into. */
export function Chart({ title, lines, smoothing = 0, isLog = false, isCut = false, height = 210, group, onZoom }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [theme, setTheme] = useState(0);
  const [cursor, setCursor] = useState<number | null>(null);
  const data = useMemo(() => table(lines, smoothing, isLog), [lines, smoothing, isLog]);
  const ceiling = useMemo(() => (isCut && !isLog ? ceilingOf(lines, smoothing) : null), [lines, smoothing, isCut, isLog]);
  const latest = useRef({ data, ceiling, onZoom });
  latest.current = { data, ceiling, onZoom };
  const range = useRef<Range>(null);
  // What the legend takes the plot gives: charts beside each other stay equally high.
  const rows = rowsOf(title, lines);
  const plotHeight = height - rowHeight * rows;
  const shape = JSON.stringify([title, rows, isLog, smoothing > 0, lines.map(line => [line.label, line.colour, !!line.low, line.hasDots, hasRoom(line)])]);

  useEffect(() => {
    const change = () => setTheme(n => n + 1);
    const system = matchMedia('(prefers-color-scheme: dark)');
    addEventListener('themechange', change);
    system.addEventListener('change', change);
    return () => {
      removeEventListener('themechange', change);
      system.removeEventListener('change', change);
    };
  }, []);

  useLayoutEffect(() => {
    const element = frame.current!;
    const kept = range.current;
    const onRange = (shown: Range) => {
      range.current = shown;
      latest.current.onZoom(shown);
    };
    const made = new uPlot(options(lines, { width: element.clientWidth, height: plotHeight, isLog, isSmooth: smoothing > 0, group, onCursor: setCursor, onRange, ceiling: () => latest.current.ceiling }), latest.current.data, element);
    if (kept) made.setScale('x', { min: kept[0], max: kept[1] });
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: plotHeight }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [shape, theme, height, group]);

  useEffect(() => {
    const made = plot.current;
    if (!made) return;
    const isZoomed = rangeOf(made) !== null;
    made.setData(data, !isZoomed);
    if (isZoomed) made.redraw();
  }, [data, ceiling]);

  const step = cursor === null ? null : data[0][cursor];
  const legend = (
    <span class="legend" style={rows > 0 ? { height: `${rowHeight * rows}px` } : undefined}>
      {lines.map((line, i) => (
        <span key={line.label} class="key"><i style={{ background: line.colour }} />{lines.length > 1 && <span class="label">{line.label}</span>}
          <b>{number(at(data, i, cursor, smoothing > 0 && !line.hasDots))}</b></span>
      ))}
    </span>
  );
  return (
    <figure class="chart" data-last-step={data[0].at(-1) ?? 0} data-points={data[0].length} aria-label={`${title}: ${lines.map(line => `${line.label} ${number(lastOf(line.y))}`).join(', ')}`}>
      <figcaption>
        <span class="title">{title}</span>
        {rows === 0 && legend}
        {ceiling !== null && <span class="cut" title="Values far above all others are cut off">spikes to {number(highest(lines))}</span>}
        <span class="step quiet">{step === null || step === undefined ? '' : `step ${count(step)}`}</span>
      </figcaption>
      {rows > 0 && legend}
      <div class="plot" ref={frame} style={{ height: `${plotHeight}px` }} />
    </figure>
  );
}

/** Whether there are so few points that dots do not hide each other. */
const hasRoom = (line: Line) => !!line.hasDots && line.x.length <= 80;

const rowHeight = 20;

/** How many rows of its own a legend needs; 0: it has room beside the title. */
function rowsOf(title: string, lines: Line[]): number {
  const [room, number] = [52, 9];
  const letters = lines.length > 1 ? lines.reduce((sum, line) => sum + line.label.length + number, 0) : 0;
  return title.length + letters <= 0.7 * room ? 0 : Math.min(3, Math.ceil(letters / room));
}

/** What is in sight of it, if that is not all. */
function rangeOf(plot: uPlot): Range {
  const { min, max } = plot.scales.x!;
  const steps = plot.data[0];
  return min !== undefined && max !== undefined && steps.length > 0 && (min > steps[0]! || max < steps[steps.length - 1]!) ? [min, max] : null;
}

/** How many columns a line has in the table: itself, smoothed, its low and its high. */
const columns = 4;

function table(lines: Line[], smoothing: number, isLog: boolean): uPlot.AlignedData {
  const fit = (values: (number | null)[]) => (isLog ? values.map(value => (value !== null && value > 0 ? value : null)) : values);
  const tables = lines.map(({ x, y, low, high, hasDots }) => {
    const none = () => new Array<null>(x.length).fill(null);
    return [x, fit(y), smoothing > 0 && !hasDots ? fit(smoothed(y, smoothing)) : none(), low ? fit(low) : none(), high ? fit(high) : none()] as uPlot.AlignedData;
  });
  return tables.length > 0 ? (tables.length > 1 ? uPlot.join(tables) : tables[0]!) : [[]];
}

/** What a line is at the pointer, or at its end: the last value up to there. */
function at(data: uPlot.AlignedData, line: number, cursor: number | null, isSmooth: boolean): number | null {
  const values = data[1 + columns * line + (isSmooth ? 1 : 0)];
  if (!values) return null;
  for (let i = Math.min(cursor ?? values.length - 1, values.length - 1); i >= 0; i--) if (typeof values[i] === 'number') return values[i] as number;
  return null;
}

/** Where to cut: 1.3 times what 98 of 100 points stay below, if the highest is more than twice that; else null. */
function ceilingOf(lines: Line[], smoothing: number): number | null {
  const values = lines.flatMap(line => (smoothing > 0 ? smoothed(line.y, smoothing) : line.y).filter(value => value !== null)).sort((a, b) => a - b);
  const usual = values[Math.floor(0.98 * (values.length - 1))];
  return values.length >= 50 && usual !== undefined && usual > 0 && highest(lines) > 2.6 * usual ? 1.3 * usual : null;
}

const highest = (lines: Line[]) => lines.reduce((most, line) => [...line.y, ...(line.high ?? [])].reduce<number>((a, b) => (b !== null && b > a ? b : a), most), -Infinity);

const lastOf = (values: (number | null)[]) => values.findLast(value => value !== null) ?? null;

interface Look { width: number; height: number; isLog: boolean; isSmooth: boolean; group: string; onCursor: (index: number | null) => void; onRange: (range: Range) => void; ceiling: () => number | null }

function options(lines: Line[], { width, height, isLog, isSmooth, group, onCursor, onRange, ceiling }: Look): uPlot.Options {
  const series: uPlot.Series[] = [{}];
  const bands: uPlot.Band[] = [];
  for (const [i, line] of lines.entries()) {
    const stroke = resolved(line.colour);
    const isPale = isSmooth && !line.hasDots;
    const hidden = { stroke: 'transparent', width: 0, points: { show: false }, spanGaps: false };
    series.push(
      { stroke: isPale ? resolved(line.colour, 0.28) : stroke, width: isPale ? 1 : 1.6, points: { show: hasRoom(line), size: 5, fill: stroke, stroke } },
      { stroke, width: 1.8, points: { show: false } }, hidden, hidden);
    bands.push({ series: [1 + columns * i + 3, 1 + columns * i + 2], fill: resolved(line.colour, isPale ? 0.07 : 0.14) });
  }
  const axis: uPlot.Axis = {
    stroke: resolved('var(--quiet)'), font: '11px system-ui, "DejaVu Sans", sans-serif', grid: { stroke: resolved('var(--line)'), width: 1 }, ticks: { show: false },
  };
  return {
    width, height, series, bands,
    legend: { show: false },
    padding: [8, 22, 0, 0],
    scales: { x: { time: false }, y: isLog ? { distr: 3 } : { range: (_, low, high) => (low === null ? [0, 1] : uPlot.rangeNum(low, Math.min(high, ceiling() ?? high), 0.08, true)) } },
    axes: [
      { ...axis, size: 26, gap: 6, space: 70, values: (_, splits) => splits.map(short) },
      { ...axis, size: 54, gap: 6, space: 34, values: (_, splits) => splits.map(plain), grid: { stroke: resolved('var(--line)'), width: 1, filter: isLog ? decades : (_, splits) => splits } },
    ],
    cursor: { sync: { key: group }, y: false, points: { show: false }, drag: { x: true, y: false } },
    hooks: { setScale: [(made, scale) => { if (scale === 'x') onRange(rangeOf(made)); }], setCursor: [made => onCursor(made.cursor.left !== undefined && made.cursor.left >= 0 ? (made.cursor.idx ?? null) : null)] },
  };
}

/** Of a logarithmic axis over several decades only these; else the lines would lie too close. */
const decades = (plot: uPlot, splits: number[]) => {
  const { min, max } = plot.scales.y!;
  return (max ?? 1) / (min ?? 1) < 30 ? splits : splits.map(value => (Number.isInteger(Math.round(Math.log10(value) * 1e6) / 1e6) ? value : null));
};

/** Letters that have room beside the axis. */
const widest = 7;

/** As short as it goes: the grid's values are round. */
function plain(value: number | null): string {
  if (value === null) return '';
  const size = Math.abs(value);
  const text = size !== 0 && (size < 1e-4 || size >= 1e6) ? number(value) : size >= 1000 ? count(value) : String(Number(value.toPrecision(4)));
  return text.length <= widest ? text : Number(value.toPrecision(4)).toExponential();
}

const short = (step: number) => (step >= 1e6 ? `${+(step / 1e6).toFixed(2)}M` : step >= 10_000 ? `${+(step / 1e3).toFixed(1)}k` : count(step));
