import type { RunPage } from '../api';
import { bytes, count, moment, words } from '../format';

const meanings: Record<string, string> = { last: 'where it is resumed', best: 'the epoch that validated best: judged and tried with', final: 'the end of the run' };

/** What the run was made with: every key of its resolved recipe, its data and machine; and the checkpoints that it left. */
export function RecipeTab({ run }: { run: RunPage }) {
  return (
    <>
      <div class="bar"><h2>Recipe</h2><a class="button" href={`/queue?from=${encodeURIComponent(run.id)}`}>New run from this recipe</a></div>
      <Groups values={run.recipe} />
      <h2>Checkpoints</h2>
      {run.checkpoints.length === 0 ? <p class="quiet">None yet: the first is written at the end of an epoch, or after some minutes.</p> : (
        <table>
          <thead><tr><th scope="col">name</th><th scope="col" class="number">epoch</th><th scope="col" class="number">step</th><th scope="col" class="number">size</th><th scope="col">written</th><th /></tr></thead>
          <tbody>{run.checkpoints.map(one => (
            <tr key={one.name}>
              <th scope="row" class="mono">{one.name}</th><td class="number">{one.epoch ?? ''}</td><td class="number">{one.step === null ? '' : count(one.step)}</td>
              <td class="number">{bytes(one.bytes)}</td><td>{moment(one.time)}</td><td class="quiet">{meanings[one.name.replace('.safetensors', '')]}</td>
            </tr>
          ))}</tbody>
        </table>
      )}
      <div class="side-by-side">
        {run.data && <section><h2>Data</h2><Facts values={run.data} /></section>}
        {run.machine && <section><h2>Machine</h2><Facts values={run.machine} /></section>}
      </div>
    </>
  );
}

/** Keys by the group before their dot, those without one first. */
function Groups({ values }: { values: Record<string, unknown> }) {
  const groups = Map.groupBy(Object.entries(values), ([key]) => (key.includes('.') ? key.slice(0, key.indexOf('.')) : ''));
  return (
    <div class="recipe">
      {[...groups].map(([group, entries]) => (
        <section key={group}>
          {group && <h3>{group}</h3>}
          <table><tbody>{entries.map(([key, value]) => <tr key={key}><th scope="row" class="mono">{key}</th><td class="mono">{said(value)}</td></tr>)}</tbody></table>
        </section>
      ))}
    </div>
  );
}

function Facts({ values }: { values: Record<string, unknown> }) {
  return <table class="facts"><tbody>{Object.entries(values).map(([key, value]) => <tr key={key}><th scope="row" class="quiet">{words(key)}</th><td>{said(value)}</td></tr>)}</tbody></table>;
}

function said(value: unknown): string {
  if (value === '' || value === null || (Array.isArray(value) && value.length === 0)) return '–';
  return Array.isArray(value) ? value.map(said).join(', ') : typeof value === 'object' ? Object.entries(value!).map(([key, one]) => `${words(key)} ${said(one)}`).join(' · ') : String(value);
}
