import type { Comparison } from '../api';
import { type Compared, Mark } from './ComparePage';

/** The keys whose values are not the same in all runs, and nothing else. */
export function RecipeDifferences({ runs, rows }: { runs: Compared[]; rows: Comparison['recipe'] }) {
  if (runs.length < 2) return <p class="quiet">Add a second run to see in what they differ.</p>;
  if (rows.length === 0) return <p class="quiet">Nothing: the recipes are the same, key for key.</p>;
  return (
    <div class="wide">
      <table class="differences">
        <thead><tr><th scope="col">key</th>{runs.map(run => <th key={run.id} scope="col"><Mark run={run} />{run.name}</th>)}</tr></thead>
        <tbody>{rows.map(row => (
          <tr key={row.key}><th scope="row" class="mono">{row.key}</th>{row.values.map((value, i) => <td key={i} class="mono">{value ?? <span class="quiet">not set</span>}</td>)}</tr>
        ))}</tbody>
      </table>
    </div>
  );
}
