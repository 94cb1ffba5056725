import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Curves, Series } from '../api';
import { Chart, type Line } from '../charts/Chart';
import { type NearCurves, useNearCurves, withNear } from '../charts/useNearCurves';
import { words } from '../format';
import { useLive } from '../live';
import { CurveTools, useCurveTools } from '../run/CurveTools';
import { get, runPath } from '../server';
import { ErrorLine } from '../shell/ErrorLine';
import type { Compared } from './ComparePage';

const titleOf = (name: string) => words(name.replace(/^(metric|loss|layer)\./, (_, group: string) => (group === 'metric' ? '' : `${group}: `)));

/** The same curve of every run in one chart; which curves is the user's choice. */
export function OverlaidCurves({ runs, names, headlines }: { runs: Compared[]; names: string[]; headlines: (string | undefined)[] }) {
  const tools = useCurveTools();
  const usual = ['loss', 'validation_loss', ...new Set(headlines.map(name => `metric.${name}`))].filter(name => names.includes(name));
  const [added, setAdded] = useState<string[]>([]);
  const shown = [...usual, ...added.filter(name => !usual.includes(name) && names.includes(name))];
  const { curves, error } = useCurvesOf(runs, shown);
  const { near, zoom, error: nearError } = useNearCurves(runs.map(run => run.id), shown);
  if (names.length === 0) return <p class="quiet">None of these runs has curves yet.</p>;
  return (
    <section>
      <div class="bar">
        <CurveTools {...tools} />
        <select class="more" value="" aria-label="Show another curve" onChange={event => { setAdded([...added, event.currentTarget.value]); event.currentTarget.value = ''; }}>
          <option value="">another curve ..</option>
          {names.filter(name => !shown.includes(name)).map(name => <option key={name} value={name}>{titleOf(name)}</option>)}
        </select>
      </div>
      <ErrorLine message={error ?? nearError} />
      <div class="charts">{shown.map(name => <Overlay key={name} name={name} runs={runs} curves={curves} near={near} zoom={zoom} tools={tools} />)}</div>
    </section>
  );
}

interface OverlayProps { name: string; runs: Compared[]; curves: ReadonlyMap<string, Series[]>; near: NearCurves['near']; zoom: NearCurves['zoom']; tools: CurveTools }

function Overlay({ name, runs, curves, near, zoom, tools }: OverlayProps) {
  const isPerEpoch = name.startsWith('metric.') || name.startsWith('layer.') || name === 'validation_loss' || name === 'train_loss';
  const lines = useMemo(() => runs.flatMap((run): Line[] => {
    const whole = curves.get(run.id)?.find(one => one.name === name);
    const series = whole && withNear(whole, near.get(run.id)?.get(name));
    // The bands of several runs over each other would hide what is compared.
    return series ? [{ label: run.letter, colour: run.colour, x: series.x, y: series.y, hasDots: isPerEpoch }] : [];
  }), [curves, near, runs, name]);
  return <Chart title={titleOf(name)} lines={lines} smoothing={name === 'learning_rate' || name === 'memory_mb' ? 0 : tools.smoothing} isLog={tools.isLog} isCut={tools.isCut} group="compare" height={240} onZoom={zoom} />;
}

/** The curves of all runs; while one of them trains they are asked anew every five seconds. */
function useCurvesOf(runs: Compared[], names: string[]): { curves: ReadonlyMap<string, Series[]>; error: string | null } {
  const live = useLive();
  const [curves, setCurves] = useState<ReadonlyMap<string, Series[]>>(new Map());
  const [error, setError] = useState<string | null>(null);
  const isTraining = runs.some(run => live.rows.get(run.id)?.status === 'running');
  const wanted = names.map(encodeURIComponent).join(',');
  useEffect(() => {
    if (!wanted) return;
    const leaving = new AbortController();
    const load = () => Promise.all(runs.map(run => get<Curves>(runPath(run.id, `/curves?names=${wanted}&points=600`), leaving.signal)))
      .then(all => { setCurves(new Map(all.map((one, i) => [runs[i]!.id, one.series]))); setError(null); }, (reason: Error) => leaving.signal.aborted || setError(reason.message));
    void load();
    const timer = isTraining ? setInterval(() => void load(), 5000) : undefined;
    return () => {
      clearInterval(timer);
      leaving.abort();
    };
  }, [runs, wanted, isTraining]);
  return { curves, error };
}
