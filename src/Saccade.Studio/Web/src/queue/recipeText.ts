// What the form's fields mean.

/** Lines of `key=value`; empty lines mean nothing. */
export function overridesOf(text: string): { values: Record<string, string>; mistake: string | null } {
  const values: Record<string, string> = {};
  for (const line of text.split('\n').map(one => one.trim()).filter(Boolean)) {
    const at = line.indexOf('=');
    if (at < 1) return { values, mistake: `Overrides: "${line}" is not of the form key=value.` };
    values[line.slice(0, at).trim()] = line.slice(at + 1).trim();
  }
  return { values, mistake: null };
}

/** Whole numbers, separated by commas or spaces; none: the recipe's own seed. */
export function seedsOf(text: string): { seeds: number[]; mistake: string | null } {
  const parts = text.split(/[\s,]+/).filter(Boolean);
  const wrong = parts.find(part => !/^\d{1,9}$/.test(part));
  if (wrong !== undefined) return { seeds: [], mistake: `Seeds: "${wrong}" is not a whole number.` };
  return { seeds: [...new Set(parts.map(Number))], mistake: null };
}

/** A resolved recipe as text again, in YAML; what is empty was left at its default. */
export function textOf(recipe: Record<string, unknown>): string {
  const said = (value: unknown): string => (Array.isArray(value) ? `[${value.map(said).join(', ')}]` : typeof value === 'string' && !/^[\w./-]+$/.test(value) ? JSON.stringify(value) : String(value));
  return Object.entries(recipe).filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)).map(([key, value]) => `${key}: ${said(value)}\n`).join('');
}
