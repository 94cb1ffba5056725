import type { ComponentChildren } from 'preact';

/** Where there is nothing yet: says so, and what to do next. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return <section class="empty"><h2>{title}</h2>{children}</section>;
}
