import { count, words } from '../format';
import './confusion.css';

/** A confusion matrix: rows are the truth, columns what the model said, each cell shaded by its share of its row. */
export function Confusion({ title, labels, counts }: { title: string; labels: string[]; counts: number[][] }) {
  return (
    <figure class="confusion">
      <figcaption>{title}</figcaption>
      <div class="wide">
        <table>
          <thead><tr><td />{labels.map(label => <th key={label} scope="col">{words(label)}</th>)}<th scope="col" class="quiet">right</th></tr></thead>
          <tbody>{counts.map((row, i) => {
            const total = row.reduce((sum, n) => sum + n, 0);
            return (
              <tr key={i}>
                <th scope="row">{words(labels[i] ?? String(i))}</th>
                {row.map((n, j) => {
                  const share = total > 0 ? n / total : 0;
                  return <td key={j} class={i === j ? 'right' : ''} style={{ '--share': `${Math.round(100 * Math.sqrt(share))}%` }} title={`${words(labels[i] ?? '')}, taken for ${words(labels[j] ?? '')}: ${count(n)} of ${count(total)}`}>{n > 0 ? count(n) : '·'}</td>;
                })}
                <td class="quiet">{total > 0 ? `${Math.round((100 * (row[i] ?? 0)) / total)} %` : ''}</td>
              </tr>
            );
          })}</tbody>
        </table>
      </div>
    </figure>
  );
}
