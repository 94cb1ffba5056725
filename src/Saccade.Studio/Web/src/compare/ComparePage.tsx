import { useEffect, useMemo } from 'preact/hooks';
import type { Comparison, RunRow } from '../api';
import { seriesColour } from '../charts/colours';
import { useLive } from '../live';
import { compareAddress, go, runAddress } from '../route';
import { StatusBadge } from '../shell/Badges';
import { Empty } from '../shell/Empty';
import { ErrorLine } from '../shell/ErrorLine';
import { useServer } from '../useServer';
import './compare.css';
import { Confusion } from './Confusion';
import { MetricTable } from './MetricTable';
import { OverlaidCurves } from './OverlaidCurves';
import { RecipeDifferences } from './RecipeDifferences';

/** Several runs beside each other, each in its colour: curves, what differs in their recipes, how far their metrics differ, confusion matrices. */
export function ComparePage({ ids }: { ids: string[] }) {
  const live = useLive();
  const { value, error, reload } = useServer<Comparison>(ids.length > 0 ? `/api/compare?runs=${ids.map(encodeURIComponent).join(',')}` : null);
  // Evidence comes with an end: what is compared is asked anew when the standing of a run changes.
  const standing = ids.map(id => `${live.rows.get(id)?.status} ${live.rows.get(id)?.verdict}`).join();
  useEffect(() => { if (value) reload(); }, [standing]);
  const runs = useMemo(() => ids.map((id, i): Compared => ({ id, name: id.slice(id.lastIndexOf('/') + 1), letter: String.fromCharCode(65 + (i % 26)), colour: seriesColour(i) })), [ids.join()]);
  return (
    <div class="page compare-page">
      <h1>Compare</h1>
      <Chosen runs={runs} rows={live.rows} />
      <ErrorLine message={error} />
      {ids.length === 0 && <Empty title="Nothing to compare yet"><p>Add runs above, or choose them in the <a href="/">list</a> with <kbd>x</kbd> and press <kbd>c</kbd>.</p></Empty>}
      {value && (
        <>
          <OverlaidCurves runs={runs} names={value.series} headlines={value.runs.map(run => run.headline?.metric)} />
          <section><h2>Recipes: what differs</h2><RecipeDifferences runs={runs} rows={value.recipe} /></section>
          <section><h2>Metrics</h2>{value.problem === null ? <MetricTable runs={runs} metrics={value.metrics} /> : <p class="note-line">{value.problem}</p>}</section>
          {value.confusions.length > 0 && (
            <section><h2>Confusion matrices <span class="quiet small">rows are the truth, columns the answers</span></h2>
              <div class="confusions">{value.confusions.map(one => <Confusion key={`${one.run} ${one.split}`} title={`${runs.find(run => run.id === one.run)?.letter ?? ''} · ${one.run} · ${one.split}`} labels={one.labels} counts={one.counts} />)}</div></section>
          )}
        </>
      )}
    </div>
  );
}

/** A run of a comparison, by its short name, and by its letter and colour where room is short. */
export interface Compared { id: string; name: string; letter: string; colour: string }

export const Mark = ({ run }: { run: Compared }) => <i class="letter" style={{ '--colour': run.colour }} title={run.id}>{run.letter}</i>;

/** Which runs are compared: each can be taken away, any other added. */
function Chosen({ runs, rows }: { runs: Compared[]; rows: ReadonlyMap<string, RunRow> }) {
  const ids = runs.map(run => run.id);
  const others = [...rows.values()].filter(row => !ids.includes(row.id) && !row.archived).sort((a, b) => (b.started ?? '').localeCompare(a.started ?? ''));
  return (
    <ul class="chosen">
      {runs.map(run => (
        <li key={run.id}>
          <Mark run={run} />
          <a href={runAddress(run.id)}>{run.id}</a>
          {rows.get(run.id) && <StatusBadge status={rows.get(run.id)!.status} />}
          <button class="plain" aria-label={`Take ${run.id} away`} onClick={() => go(compareAddress(ids.filter(id => id !== run.id)))}>×</button>
        </li>
      ))}
      {others.length > 0 && (
        <li class="add"><select value="" aria-label="Add a run" onChange={event => event.currentTarget.value && go(compareAddress([...ids, event.currentTarget.value]))}>
          <option value="">add a run ..</option>
          {others.slice(0, 500).map(row => <option key={row.id} value={row.id}>{row.id}</option>)}
        </select></li>
      )}
    </ul>
  );
}
