import type { Answer } from '../api';
import { count, number, words } from '../format';
import { FileView, seenFirst } from './FileView';

/** An answer: in words first, then its files, then every value. Files are folded where the page shows the same itself. */
export function AnswerView({ answer, areFilesFolded }: { answer: Answer; areFilesFolded: boolean }) {
  const results = Array.isArray(answer.results) ? (answer.results as Record<string, unknown>[]) : [];
  const texts = results.map(result => (result.description as { text?: string } | undefined)?.text).filter(text => text !== undefined);
  const files = seenFirst(answer.files).map(file => <FileView key={file.name} file={file} />);
  return (
    <div class="answer">
      <p class="domain"><Domain value={answer.in_domain} /></p>
      {texts.length > 0 && <ul class="plain said">{texts.slice(0, 40).map((text, i) => <li key={i}>{text}</li>)}</ul>}
      {areFilesFolded ? <details><summary>The files that <code>saccade predict</code> writes</summary>{files}</details> : files}
      <ResultTable results={results} />
      <details><summary>The answer as JSON</summary><pre class="json">{JSON.stringify({ ...answer, files: answer.files.map(file => file.name) }, null, 2)}</pre></details>
    </div>
  );
}

function Domain({ value }: { value: unknown }) {
  if (value === true) return <span class="badge good"><span class="sign" aria-hidden="true">✓</span>looks like what it was validated on</span>;
  if (value === false) return <span class="badge doubtful"><span class="sign" aria-hidden="true">!</span>unlike what it was validated on: its evidence says nothing about this input</span>;
  return <span class="badge">whether it looks like what it was validated on is not known</span>;
}

/** Whole numbers stay whole: they are counts and indices. */
const said = (value: unknown) => (typeof value !== 'number' ? String(value ?? '') : Number.isInteger(value) ? count(value) : number(value));

/** The plain values of each result; lists and objects are in the JSON. */
function ResultTable({ results }: { results: Record<string, unknown>[] }) {
  const isPlain = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);
  const keys = [...new Set(results.flatMap(result => Object.keys(result).filter(key => isPlain(result[key]))))].slice(0, 10);
  if (keys.length === 0) return null;
  return (
    <div class="wide">
      <table class="results">
        <thead><tr>{keys.map(key => <th key={key} scope="col">{words(key)}</th>)}</tr></thead>
        <tbody>{results.slice(0, 200).map((result, i) => <tr key={i}>{keys.map(key => <td key={key}>{said(result[key])}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}
