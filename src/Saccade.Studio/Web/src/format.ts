// Numbers, times and names as people read them; the same rules as in reports: three significant digits, no false precision.

/** What is less than 1 is not rounded up to it: as a share it would say that nothing went wrong. */
export function number(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return 'n/a';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1e6 || size < 1e-4) return value.toExponential(2).replace(/\.?0+e/, 'e').replace('e+', 'e');
  if (size >= 1000) return count(Math.round(value));
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  if (size >= 1) return value.toFixed(2);
  if (size >= 0.9995) return (Math.sign(value) * Math.min(0.9999, size)).toFixed(4);
  if (size >= 0.1) return value.toFixed(3);
  return String(Number(value.toPrecision(3)));
}

export const signed = (value: number) => (value > 0 ? '+' : '') + number(value);

/** With separated thousands. */
export const count = (value: number) => value.toLocaleString('en');

/** Such as `42 s`, `3 min 20 s` or `2 h 05 min`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  if (whole < 86400) return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
  return `${Math.floor(whole / 86400)} d ${Math.floor((whole % 86400) / 3600)} h`;
}

/** To one word's precision, where room is short: `42 s`, `21 min`, `3.2 h`. */
export const roughly = (seconds: number) => (seconds < 90 ? `${Math.round(seconds)} s` : seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`);

/** Such as `14:05` today, `21 Nov 14:05` this year, and with the year before that. */
export function moment(iso: string | null, now = new Date()): string {
  if (!iso) return '';
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return '';
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}`;
  if (time.toDateString() === now.toDateString()) return clock;
  const day = `${time.getDate()} ${months[time.getMonth()]}`;
  return time.getFullYear() === now.getFullYear() ? `${day} ${clock}` : `${day} ${time.getFullYear()}`;
}

export function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  if (size < 1e6) return `${number(size / 1e3)} kB`;
  return size < 1e9 ? `${number(size / 1e6)} MB` : `${number(size / 1e9)} GB`;
}

/** A snake_case name in words. */
export const words = (name: string) => name.replaceAll('_', ' ');

const two = (value: number) => String(value).padStart(2, '0');

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
