import { useMemo, useState } from 'preact/hooks';
import type { RunPage, Series } from '../api';
import { number } from '../format';
import { Empty } from '../shell/Empty';
import { ErrorLine } from '../shell/ErrorLine';
import { useCurves } from './useCurves';

const prefix = 'layer.';

/** Each parameter's gradient norm (before clipping) from epoch to epoch: a layer that dies or explodes is seen here first. */
export function LayersTab({ run }: { run: RunPage }) {
  const names = useMemo(() => run.series.filter(name => name.startsWith(prefix)), [run.series]);
  const { curves, error } = useCurves(run.id, names.length > 0 ? [`${prefix}*`] : []);
  const [isByNorm, setByNorm] = useState(false);
  const layers = useMemo(() => names.map(name => ({ name: name.slice(prefix.length), series: curves.get(name), last: lastOf(curves.get(name)) })), [names, curves]);
  const greatest = Math.max(...layers.map(layer => layer.last ?? 0), 0);
  const shown = isByNorm ? layers.toSorted((a, b) => (b.last ?? -1) - (a.last ?? -1)) : layers;
  if (names.length === 0) return <Empty title="No gradient norms yet"><p>They are written at the end of each epoch.</p></Empty>;
  return (
    <>
      <div class="bar"><p class="quiet">Gradient norm of each parameter, before clipping: the greatest of an epoch's last four steps. A norm of exactly 0 learns nothing.</p>
        <label><input type="checkbox" checked={isByNorm} onChange={event => setByNorm(event.currentTarget.checked)} /> greatest first</label></div>
      <ErrorLine message={error} />
      <table class="layers">
        <thead><tr><th scope="col">parameter</th><th scope="col">over the epochs (log)</th><th class="number" scope="col">last</th><th scope="col">against the greatest</th><th /></tr></thead>
        <tbody>
          {shown.map(layer => (
            <tr key={layer.name}>
              <th scope="row" class="mono">{layer.name}</th>
              <td>{layer.series && <Spark values={layer.series.y} />}</td>
              <td class="number">{layer.series ? number(layer.last) : ''}</td>
              <td><span class="meter wide"><i style={{ width: `${greatest > 0 ? (100 * (layer.last ?? 0)) / greatest : 0}%` }} /></span></td>
              <td>{layer.last === 0 && <span class="badge bad">dead</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const width = 200;
const height = 20;

/** A curve without axes, logarithmic: what matters is whether it falls away or shoots up. */
function Spark({ values }: { values: (number | null)[] }) {
  const logs = values.map(value => (value !== null && value > 0 ? Math.log10(value) : null));
  const finite = logs.filter(value => value !== null);
  if (finite.length === 0) return <svg width={width} height={height} aria-hidden="true" />;
  const low = Math.min(...finite) - 0.1;
  const high = Math.max(...finite) + 0.1;
  const x = (i: number) => (values.length > 1 ? 3 + ((width - 6) * i) / (values.length - 1) : width / 2);
  const y = (value: number) => height - 3 - ((height - 6) * (value - low)) / (high - low);
  return (
    <svg class="spark" width={width} height={height} aria-hidden="true">
      <polyline points={logs.flatMap((value, i) => (value === null ? [] : [`${x(i).toFixed(1)},${y(value).toFixed(1)}`])).join(' ')} />
      {values.map((value, i) => (value === 0 ? <circle key={i} class="dead" cx={x(i)} cy={height - 3} r="2.5" /> : null))}
      {values.length === 1 && logs[0] !== null && <circle cx={x(0)} cy={y(logs[0]!)} r="2.5" />}
    </svg>
  );
}

const lastOf = (series: Series | undefined) => series?.y.findLast(value => value !== null) ?? null;
