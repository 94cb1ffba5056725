import { useState } from 'preact/hooks';
import type { MetricComparison } from '../api';
import { domainOf, IntervalPlot } from '../charts/IntervalPlot';
import { count, number, signed, words } from '../format';
import { type Compared, Mark } from './ComparePage';

/** So many rows at first: the main metrics stand first. */
const few = 10;

/** Each metric of each run with its interval, drawn on one scale, and the differences with theirs: what reaches over the dashed zero may be chance. */
export function MetricTable({ runs, metrics }: { runs: Compared[]; metrics: MetricComparison[] }) {
  const splits = [...new Set(metrics.map(metric => metric.split))].sort((a, b) => Number(b === 'test') - Number(a === 'test'));
  if (splits.length === 0) return <p class="quiet">None of these runs has been judged. <code>saccade evaluate RUN --split test</code> does.</p>;
  return <>{splits.map(split => <Split key={split} name={split} runs={runs} metrics={metrics.filter(metric => metric.split === split)} />)}</>;
}

function Split({ name, runs, metrics }: { name: string; runs: Compared[]; metrics: MetricComparison[] }) {
  const [isWhole, setWhole] = useState(false);
  const [isDifferent, setDifferent] = useState(false);
  const found = isDifferent ? metrics.filter(metric => metric.differences.some(one => !isSame(one.conclusion))) : metrics;
  const shown = isWhole ? found : found.slice(0, few);
  const hasDifferences = metrics.some(metric => metric.differences.length > 0);
  return (
    <>
      <div class="bar split-bar"><h3>{name}</h3>
        {hasDifferences && <label><input type="checkbox" checked={isDifferent} onChange={event => setDifferent(event.currentTarget.checked)} /> only what differs</label>}
        {found.length > few && <button class="plain" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>{isWhole ? 'fewer' : `all ${count(found.length)}`}</button>}
      </div>
      {shown.length === 0 && <p class="quiet">No metric differs by more than chance explains.</p>}
      {shown.length > 0 && <div class="wide">
        <table class="metrics">
          <thead><tr><th scope="col">metric</th><th scope="col">run</th><th scope="col" class="number">value</th><th scope="col">95 % interval</th><th scope="col" />
            {hasDifferences && <><th scope="col">difference</th><th scope="col" class="number" /><th scope="col">95 % interval</th><th scope="col" /><th scope="col">conclusion</th></>}</tr></thead>
          {shown.map(metric => <Metric key={metric.metric} metric={metric} runs={runs} hasDifferences={hasDifferences} />)}
        </table>
      </div>}
    </>
  );
}

/** A metric's rows: on the left a run each, on the right a difference each. */
function Metric({ metric, runs, hasDifferences }: { metric: MetricComparison; runs: Compared[]; hasDifferences: boolean }) {
  const domain = domainOf(metric.values.flatMap(one => [one.value, one.low, one.high]));
  const spread = domainOf(metric.differences.flatMap(one => [one.difference, one.low, one.high]), true);
  const rows = Math.max(runs.length, metric.differences.length);
  return (
    <tbody>
      {Array.from({ length: rows }, (_, i) => {
        const run = runs[i];
        const value = metric.values[i];
        const difference = metric.differences[i];
        return (
          <tr key={i}>
            {i === 0 && <th scope="rowgroup" rowSpan={rows}><b>{words(metric.metric)}</b></th>}
            {run && value ? <>
              <td><Mark run={run} /></td>
              <td class="number"><b>{number(value.value)}</b></td>
              <td class="quiet">{value.low !== null && `${number(value.low)} to ${number(value.high)}`}</td>
              <td>{value.value !== null && <IntervalPlot domain={domain} interval={value} colour={run.colour} label={run.name} />}</td>
            </> : <td colSpan={4} />}
            {hasDifferences && (difference ? <>
              <td class="pair"><Pair runs={runs} a={difference.a} b={difference.b} /></td>
              <td class="number">{signed(difference.difference)}</td>
              <td class="quiet">{signed(difference.low)} to {signed(difference.high)}</td>
              <td><IntervalPlot domain={spread} hasZero interval={{ value: difference.difference, low: difference.low, high: difference.high }} colour={isSame(difference.conclusion) ? 'var(--control)' : 'var(--text)'} label="difference" /></td>
              <td>{isSame(difference.conclusion) ? <span class="quiet">no difference</span> : <span class="badge calm">{inLetters(difference.conclusion, runs)}</span>}</td>
            </> : <td colSpan={5} />)}
          </tr>
        );
      })}
    </tbody>
  );
}

function Pair({ runs, a, b }: { runs: Compared[]; a: string; b: string }) {
  const mark = (id: string) => {
    const run = runs.find(one => one.id === id || one.name === id);
    return run ? <Mark run={run} /> : id;
  };
  return <>{mark(a)}<span class="quiet">minus </span> {mark(b)}</>;
}

/** Names of runs are long, and the same in each line. */
const inLetters = (conclusion: string, runs: Compared[]) => runs.reduce((text, run) => text.replaceAll(run.id, run.letter), conclusion);

const isSame = (conclusion: string) => /^no difference/.test(conclusion);
