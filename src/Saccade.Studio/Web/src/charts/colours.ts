// A canvas knows no CSS variables: what the theme says now, as colours that it can draw with.

/** Runs and curves in their order; after the sixth they begin again. */
export const seriesColour = (index: number) => `var(--s${index % 6})`;

/** Of `var(--s0)` the colour itself, with an opacity if wanted. */
export function resolved(colour: string, opacity = 1): string {
  const probe = document.createElement('i');
  probe.style.color = colour;
  document.body.append(probe);
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g) ?? ['0', '0', '0'];
  probe.remove();
  return `rgb(${red} ${green} ${blue} / ${opacity})`;
}
