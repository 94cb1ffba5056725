import { useEffect, useRef, useState } from 'preact/hooks';
import type { RunPage } from '../api';
import { useLive } from '../live';
import { Notes } from './Notes';

/** The notes of a run, and the last lines of what it said on its console. */
export function LogTab({ run }: { run: RunPage }) {
  const { follow } = useLive();
  const [added, setAdded] = useState<string[]>([]);
  const frame = useRef<HTMLPreElement>(null);
  useEffect(() => setAdded([]), [run.console]);
  useEffect(() => follow({ console: lines => setAdded(before => [...before, ...lines].slice(-2000)) }), [run.id]);
  const lines = [...run.console, ...added];
  // The end stays in sight, unless someone has scrolled up to read.
  const isAtEnd = !frame.current || frame.current.scrollHeight - frame.current.scrollTop - frame.current.clientHeight < 40;
  useEffect(() => { if (isAtEnd && frame.current) frame.current.scrollTop = frame.current.scrollHeight; });
  return (
    <>
      <section>
        <h2>Notes</h2>
        {run.notes.length > 0 ? <Notes notes={run.notes} /> : <p class="quiet">Nothing unusual was noticed.</p>}
      </section>
      <section>
        <h2>Console</h2>
        {lines.length > 0 ? <pre class="console" ref={frame} tabIndex={0} aria-label="Console">{lines.join('\n')}</pre> : <p class="quiet">A run that Studio starts keeps what it prints here.</p>}
      </section>
    </>
  );
}
