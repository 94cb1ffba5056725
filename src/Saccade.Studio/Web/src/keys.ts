import { useEffect, useRef } from 'preact/hooks';

/** Single keys that do something on this page; whoever writes in a field, presses Enter on a link or button, or holds Ctrl, is left alone. */
export function useKeys(keys: Record<string, () => void>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isWriting(event.target) || (event.key === 'Enter' && isPressable(event.target))) return;
      const action = latest.current[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=range])'));

const isPressable = (target: EventTarget | null) => target instanceof HTMLElement && target.matches('a[href], button, summary');
