import { useEffect, useRef, useState } from 'preact/hooks';

/** Which rows of a long table are in sight: `first` up to `end`, of equally high rows, with some to spare. */
export function useWindow(rows: number, rowHeight: number) {
  const frame = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 900 });
  useEffect(() => {
    const element = frame.current!;
    const look = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  const spare = 12;
  const first = Math.max(0, Math.min(rows, Math.floor(view.top / rowHeight)) - spare);
  const end = Math.min(rows, Math.ceil((view.top + view.height) / rowHeight) + spare);
  /** Brings a row into sight, below the table's head, and moves nothing if it is. */
  const reveal = (row: number, headHeight: number) => {
    const element = frame.current!;
    const top = row * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight + headHeight > element.scrollTop + element.clientHeight) element.scrollTop = top + rowHeight + headHeight - element.clientHeight;
  };
  return { frame, first, end, reveal };
}
