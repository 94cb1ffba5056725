import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { RecipeProblem } from '../api';

interface Props { text: string; problems: RecipeProblem[]; editor: RefObject<HTMLTextAreaElement | null>; onChange: (text: string) => void }

/** A recipe's text with numbered lines, of which those with a problem stand out. */
export function RecipeEditor({ text, problems, editor, onChange }: Props) {
  const gutter = useRef<HTMLPreElement>(null);
  const lines = Math.max(text.split('\n').length, 1);
  const bad = new Set(problems.map(problem => problem.line));
  return (
    <div class="recipe-editor">
      <pre class="gutter" ref={gutter} aria-hidden="true">{Array.from({ length: lines }, (_, i) => <span key={i} class={bad.has(i + 1) ? 'bad' : ''}>{i + 1}{'\n'}</span>)}</pre>
      <textarea ref={editor} value={text} spellcheck={false} autocapitalize="off" wrap="off" aria-label="Text of the recipe" aria-invalid={problems.length > 0}
        placeholder={'task: trajectories\nmodel: magvit\n..'} onInput={event => onChange(event.currentTarget.value)}
        onScroll={event => { gutter.current!.scrollTop = event.currentTarget.scrollTop; }} />
    </div>
  );
}
