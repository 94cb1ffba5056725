import { useEffect, useRef, useState } from 'preact/hooks';
import type { Job, QueueRequest, Recipe, RecipeCheck, RunPage } from '../api';
import { post, runPath } from '../server';
import { ErrorLine } from '../shell/ErrorLine';
import { useServer } from '../useServer';
import { RecipeEditor } from './RecipeEditor';
import { overridesOf, seedsOf, textOf } from './recipeText';

/** A recipe, checked by the server as it is written, with a name, seeds, data and overrides; several seeds, and the variants of a list, become several runs. */
export function RecipeForm({ isReadOnly, onQueued }: { isReadOnly: boolean; onQueued: () => void }) {
  const from = new URLSearchParams(location.search).get('from');
  const recipes = useServer<{ recipes: Recipe[] }>('/api/recipes');
  const run = useServer<RunPage>(from === null ? null : runPath(from));
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [seeds, setSeeds] = useState('');
  const [data, setData] = useState('');
  const [overrides, setOverrides] = useState('');
  const [check, setCheck] = useState<RecipeCheck | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [isBusy, setBusy] = useState(false);
  const editor = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (!run.value) return;
    setText(textOf(run.value.recipe));
    setName(`${run.value.id.slice(run.value.id.lastIndexOf('/') + 1)}-again`);
  }, [run.value?.id]);

  const set = overridesOf(overrides);
  const seedList = seedsOf(seeds);
  useEffect(() => {
    if (!text.trim()) return setCheck(null);
    let isOld = false;
    const timer = setTimeout(() => {
      post<RecipeCheck>('/api/recipes/check', { text, set: set.values }).then(
        answer => { if (!isOld) { setCheck(answer); setError(null); } },
        (reason: Error) => { if (!isOld) { setCheck(null); setError(reason.message); } });
    }, 300);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [text, overrides]);

  const choose = (chosen: string) => {
    const recipe = recipes.value?.recipes.find(one => one.name === chosen);
    if (!recipe) return;
    setText(recipe.text);
    setName(recipe.name);
  };
  const runs = (check?.variants?.length ?? 1) * Math.max(1, seedList.seeds.length);
  const start = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setSaid('');
    try {
      const request: QueueRequest = { text, name: name.trim(), set: set.values, data: data.trim() || null, seeds: seedList.seeds };
      await post<Job>('/api/queue', request);
      setError(null);
      setSaid(runs > 1 ? `${runs} runs are queued.` : 'The run is queued.');
      onQueued();
    } catch (reason) {
      setError((reason as Error).message);
    }
    setBusy(false);
  };
  const mistake = set.mistake ?? seedList.mistake;
  const problems = check?.problems ?? [];
  const isReady = !!text.trim() && !!name.trim() && check?.valid === true && !mistake && !isReadOnly && !isBusy;
  return (
    <form class="recipe-form" onSubmit={start}>
      <label>Recipe
        <select value="" onChange={event => { choose(event.currentTarget.value); event.currentTarget.value = ''; }}>
          <option value="">{text ? 'start from another recipe ..' : 'choose one ..'}</option>
          {(recipes.value?.recipes ?? []).map(recipe => <option key={recipe.name} value={recipe.name} title={recipe.comment}>{recipe.name}</option>)}
        </select>
      </label>
      <ErrorLine message={recipes.error ?? run.error} />
      <RecipeEditor text={text} problems={problems} editor={editor} onChange={setText} />
      <div class="verdict" aria-live="polite">
        {problems.map((problem, i) => (
          <p key={i} class="bad-text">{problem.line !== null && <button type="button" class="plain" onClick={() => goToLine(editor.current, problem.line!)}>line {problem.line}</button>} {problem.key !== null && <code>{problem.key}</code>} {problem.message}</p>
        ))}
        {check?.valid && <p class="good-text">✓ {check.variants ? `Valid: ${check.variants[0]} as it is, and ${check.variants.length - 1} of its variants: ${check.variants.slice(1).join(', ')}.` : 'This recipe is valid.'}</p>}
        {!text.trim() && <p class="quiet">Every key of a recipe is described in docs/recipes.md.</p>}
      </div>
      <div class="fields">
        <label>Name<input value={name} required maxLength={80} placeholder="my-run" onInput={event => setName(event.currentTarget.value)} /></label>
        <label>Seeds<input value={seeds} placeholder="the recipe's; 1, 2, 3 are three runs" aria-invalid={!!seedList.mistake} onInput={event => setSeeds(event.currentTarget.value)} /></label>
        <label>Data<input value={data} placeholder="the recipe's, or a folder" onInput={event => setData(event.currentTarget.value)} /></label>
        <label>Overrides<textarea value={overrides} rows={3} class="mono" spellcheck={false} placeholder={'epochs=2\nmodel.depth=1'} aria-invalid={!!set.mistake} onInput={event => setOverrides(event.currentTarget.value)} /></label>
      </div>
      <ErrorLine message={mistake ?? error} />
      <p class="start"><button class="main" disabled={!isReady}>{runs > 1 ? `Queue ${runs} runs` : 'Start'}</button> <span role="status" class="quiet">{isReadOnly ? 'The runs folder cannot be written to.' : said}</span></p>
    </form>
  );
}

/** Puts the cursor on a line, and the line in sight. */
function goToLine(editor: HTMLTextAreaElement | null, line: number) {
  if (!editor) return;
  const lines = editor.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  editor.focus();
  editor.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  editor.scrollTop = (line - 4) * parseFloat(getComputedStyle(editor).lineHeight);
}
