import type { Claim, Evaluation, RunPage } from '../api';
import { domainOf, IntervalPlot } from '../charts/IntervalPlot';
import { Confusion } from '../compare/Confusion';
import { count, number, signed, words } from '../format';
import { VerdictBadge } from '../shell/Badges';
import { Empty } from '../shell/Empty';

/** What the run's numbers are worth: each claim beside the best control, the checks of its data, everything that was measured. */
export function EvidenceTab({ run }: { run: RunPage }) {
  if (run.evidence.length === 0)
    return <Empty title="No evidence yet"><p>{run.status === 'running' ? 'The run is judged on validation when it ends.' : 'Judge it in a terminal:'}</p>{run.status !== 'running' && <pre>saccade evaluate {run.id} --split test</pre>}</Empty>;
  // Test first: it is what the run's verdict is taken from.
  return <>{run.evidence.toSorted((a, b) => Number(b.split === 'test') - Number(a.split === 'test')).map(one => <Split key={one.split} evaluation={one} />)}</>;
}

function Split({ evaluation }: { evaluation: Evaluation }) {
  const failed = evaluation.checks.filter(check => !check.passed);
  const passed = evaluation.checks.filter(check => check.passed);
  return (
    <section class="split">
      <h2>{evaluation.split} <span class="quiet">· {count(evaluation.samples)} samples</span> <VerdictBadge verdict={evaluation.verdict} /></h2>
      {failed.map(check => <p key={check.name} class="error"><span><b>{words(check.name)}</b>: {check.detail}</span></p>)}
      <Claims evaluation={evaluation} />
      <Baselines evaluation={evaluation} />
      {evaluation.confusion && <Confusion title="Truth (rows) and answers (columns)" labels={evaluation.confusion.classes} counts={evaluation.confusion.counts} />}
      {evaluation.findings && evaluation.findings.length > 0 && (
        <><h3>Findings</h3><ul class="plain">{evaluation.findings.map(finding => <li key={finding.name}><span class="badge doubtful">{words(finding.name)}</span> {finding.detail}</li>)}</ul></>
      )}
      {passed.length > 0 && (
        <details><summary>{failed.length === 0 ? `All ${passed.length} data checks passed` : `${passed.length} of ${evaluation.checks.length} data checks passed`}</summary>
          <ul class="plain">{passed.map(check => <li key={check.name}><span class="badge good"><span class="sign" aria-hidden="true">✓</span>{words(check.name)}</span> <span class="quiet">{check.detail}</span></li>)}</ul></details>
      )}
      <details><summary>All {Object.keys(evaluation.metrics).length} metrics</summary>
        <div class="metric-list">{Object.entries(evaluation.metrics).map(([name, interval]) => (
          <div key={name}><span class="quiet">{words(name)} {arrow(evaluation, name)}</span> <b>{number(interval.value)}</b> {interval.low !== null && <span class="quiet small">{number(interval.low)} to {number(interval.high)}</span>}</div>
        ))}</div></details>
    </section>
  );
}

/** Each claim: its value and interval, the best control, and by how much it is better. */
function Claims({ evaluation }: { evaluation: Evaluation }) {
  return (
    <div class="wide">
      <table class="claims">
        <thead><tr><th scope="col">claim</th><th scope="col" class="number">value</th><th scope="col">95 % interval</th><th scope="col">with the control ( | )</th><th scope="col">best control</th><th scope="col" colSpan={2}>model minus control</th><th scope="col">verdict</th></tr></thead>
        <tbody>{evaluation.claims.map(claim => <ClaimRow key={claim.metric} claim={claim} evaluation={evaluation} />)}</tbody>
      </table>
    </div>
  );
}

function ClaimRow({ claim, evaluation }: { claim: Claim; evaluation: Evaluation }) {
  const control = evaluation.baselines[claim.baseline]?.[claim.metric] ?? null;
  const { value, low, high } = claim.difference;
  return (
    <tr>
      <th scope="row"><b>{words(claim.metric)}</b> {arrow(evaluation, claim.metric)}</th>
      <td class="number"><b>{number(claim.value)}</b></td>
      <td class="quiet">{number(claim.low)} to {number(claim.high)}</td>
      <td><IntervalPlot domain={domainOf([claim.low, claim.high, claim.value, control])} interval={claim} mark={control} colour="var(--s0)" label={words(claim.metric)} /></td>
      <td>{number(control)} <span class="quiet">{words(claim.baseline)}</span></td>
      <td class="number">{value === null ? 'n/a' : signed(value)}</td>
      <td class="quiet">{low !== null && high !== null && `${signed(low)} to ${signed(high)}`}</td>
      <td><VerdictBadge verdict={claim.verdict} /></td>
    </tr>
  );
}

/** What each control reaches in the claimed metrics, the model above them. */
function Baselines({ evaluation }: { evaluation: Evaluation }) {
  const metrics = evaluation.claims.map(claim => claim.metric);
  const names = Object.keys(evaluation.baselines).filter(name => metrics.some(metric => typeof evaluation.baselines[name]![metric] === 'number'));
  if (names.length === 0) return null;
  return (
    <>
      <h3>Controls</h3>
      <div class="wide">
        <table class="baselines">
          <thead><tr><th scope="col" />{metrics.map(metric => <th key={metric} scope="col" class="number">{words(metric)} {arrow(evaluation, metric)}</th>)}</tr></thead>
          <tbody>
            <tr class="model"><th scope="row">the model</th>{metrics.map(metric => <td key={metric} class="number">{number(evaluation.metrics[metric]?.value)}</td>)}</tr>
            {names.map(name => <tr key={name}><th scope="row">{words(name)}</th>{metrics.map(metric => <td key={metric} class="number">{typeof evaluation.baselines[name]![metric] === 'number' ? number(evaluation.baselines[name]![metric]) : ''}</td>)}</tr>)}
          </tbody>
        </table>
      </div>
    </>
  );
}

const arrow = (evaluation: Evaluation, metric: string) => {
  if (!evaluation.lower_is_better) return null;
  const isLower = evaluation.lower_is_better.includes(metric);
  return <span class="quiet" title={isLower ? 'lower is better' : 'higher is better'}>{isLower ? '↓' : '↑'}</span>;
};
