import { useRef } from 'preact/hooks';
import { useKeys } from '../keys';
import { go } from '../route';

const keys: [string, string][] = [
  ['j  k', 'next and previous run'],
  ['Enter', 'open the run'],
  ['x', 'choose the run'],
  ['c', 'compare the chosen runs'],
  ['e', 'archive or restore'],
  ['/', 'search'],
  ['u', 'back to all runs'],
  ['q', 'queue'],
  ['?', 'this list'],
];

/** What can be done without a mouse. */
export function KeyHelp() {
  const dialog = useRef<HTMLDialogElement>(null);
  useKeys({ '?': () => dialog.current?.showModal(), u: () => go('/'), q: () => go('/queue') });
  return (
    <>
      <button class="plain quiet small" aria-label="Keyboard shortcuts" title="Keyboard shortcuts" onClick={() => dialog.current?.showModal()}><kbd>?</kbd></button>
      <dialog ref={dialog} aria-label="Keyboard shortcuts">
        <h2>Keys</h2>
        <table><tbody>{keys.map(([key, does]) => <tr key={key}><td>{key.split('  ').map(one => <><kbd>{one}</kbd> </>)}</td><td>{does}</td></tr>)}</tbody></table>
        <form method="dialog"><button>Close</button></form>
      </dialog>
    </>
  );
}
