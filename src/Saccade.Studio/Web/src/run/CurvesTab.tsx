import { useMemo, useState } from 'preact/hooks';
import type { RunPage, Series } from '../api';
import { Chart, type Line } from '../charts/Chart';
import { seriesColour } from '../charts/colours';
import { type NearCurves, useNearCurves, withNear } from '../charts/useNearCurves';
import { words } from '../format';
import { Empty } from '../shell/Empty';
import { ErrorLine } from '../shell/ErrorLine';
import { CurveTools, useCurveTools } from './CurveTools';
import { Notes } from './Notes';
import { useCurves } from './useCurves';

/** Charts that every run has, of the curves that it has of them. */
const usual: { title: string; names: [name: string, label: string][] }[] = [
  { title: 'loss', names: [['loss', 'step'], ['train_loss', 'train'], ['validation_loss', 'validation']] },
  { title: 'learning rate', names: [['learning_rate', 'learning rate']] },
  { title: 'gradient norm', names: [['gradient_norm', 'gradient norm']] },
  { title: 'samples per second', names: [['samples_per_second', 'samples per second']] },
  { title: 'memory, MB', names: [['memory_mb', 'memory']] },
];

/** Without noise: smoothed, they would say what never was. */
const unsmoothed = ['learning_rate', 'memory_mb'];

/** Per epoch, so few points that each is drawn. */
const isPerEpoch = (name: string) => name === 'train_loss' || name === 'validation_loss' || name.startsWith('metric.');

/** How the training went: loss, main metrics, learning rate, gradients, speed; any further metric on demand. */
export function CurvesTab({ run }: { run: RunPage }) {
  const tools = useCurveTools();
  const metrics = useMemo(() => run.series.filter(name => name.startsWith('metric.')), [run.series]);
  const main = useMemo(() => mainMetrics(run, metrics), [run.evidence, run.headline, metrics]);
  const [added, add] = useState<string[]>([]);
  const shown = [...main, ...added.filter(name => !main.includes(name))];
  const terms = useMemo(() => run.series.filter(name => name.startsWith('loss.')), [run.series]);
  const groups = [
    usual[0]!,
    ...shown.map(name => ({ title: words(name.slice('metric.'.length)), names: [[name, 'validation']] as [string, string][] })),
    ...(terms.length > 1 ? [{ title: 'terms of the loss', names: terms.map(name => [name, words(name.slice('loss.'.length))] as [string, string]) }] : []),
    ...usual.slice(1),
  ].map(group => ({ ...group, names: group.names.filter(([name]) => run.series.includes(name)) })).filter(group => group.names.length > 0);
  const names = groups.flatMap(group => group.names.map(([name]) => name));
  const { curves, error } = useCurves(run.id, names);
  const { near, zoom, error: nearError } = useNearCurves([run.id], names);

  if (run.series.length === 0)
    return <Empty title={run.status === 'running' ? 'No curves yet' : 'No curves'}><p>{run.status === 'running' ? 'The first point comes after a few steps.' : run.status === 'damaged' ? 'Nothing of its journal can be read.' : 'This run ended before its first step was written down.'}</p></Empty>;
  return (
    <>
      <div class="bar">
        <CurveTools {...tools} />
        {metrics.length > shown.length && (
          <select class="more" value="" aria-label="Show another metric" onChange={event => { add([...added, event.currentTarget.value]); event.currentTarget.value = ''; }}>
            <option value="">another metric ..</option>
            {metrics.filter(name => !shown.includes(name)).map(name => <option key={name} value={name}>{words(name.slice('metric.'.length))}</option>)}
          </select>
        )}
      </div>
      <ErrorLine message={error ?? nearError} />
      <div class="charts">
        {groups.map(group => <Group key={group.title} title={group.title} names={group.names} curves={curves} near={near.get(run.id)} zoom={zoom} smoothing={tools.smoothing} isLog={tools.isLog} isCut={tools.isCut} />)}
      </div>
      {run.notes.length > 0 && <section><h2>Latest notes</h2><Notes notes={run.notes.slice(-6)} /></section>}
    </>
  );
}

interface GroupProps { title: string; names: [string, string][]; curves: ReadonlyMap<string, Series>; near: ReadonlyMap<string, Series> | undefined; zoom: NearCurves['zoom']; smoothing: number; isLog: boolean; isCut: boolean }

function Group({ title, names, curves, near, zoom, smoothing, isLog, isCut }: GroupProps) {
  const lines = useMemo(() => names.flatMap(([name, label], i): Line[] => {
    const whole = curves.get(name);
    const series = whole && withNear(whole, near?.get(name));
    return series ? [{ label, colour: seriesColour(i), x: series.x, y: series.y, low: series.low, high: series.high, hasDots: isPerEpoch(name) }] : [];
  }), [curves, near, title]);
  return <Chart title={title} lines={lines} smoothing={unsmoothed.includes(names[0]![0]) ? 0 : smoothing} isLog={isLog && !names[0]![0].startsWith('metric.')} isCut={isCut} group="run" onZoom={zoom} />;
}

/** Those that the evidence makes claims of; without evidence, the headline's and the first. */
function mainMetrics(run: RunPage, metrics: string[]): string[] {
  const claimed = run.evidence.flatMap(evaluation => evaluation.claims.map(claim => claim.metric));
  const wanted = [...new Set([run.headline?.metric, ...claimed].filter(name => name !== undefined))].map(name => `metric.${name}`).filter(name => metrics.includes(name));
  return wanted.length > 0 ? wanted.slice(0, 4) : metrics.slice(0, 3);
}
