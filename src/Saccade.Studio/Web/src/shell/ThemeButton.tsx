import { useEffect, useState } from 'preact/hooks';

const themes = [
  { name: 'auto', label: '◐ System', title: 'Colours as the system has them' },
  { name: 'light', label: '○ Light', title: 'Light colours' },
  { name: 'dark', label: '● Dark', title: 'Dark colours' },
];

/** Goes round: as the system has it, light, dark. The browser remembers. Charts learn of a change by the event `themechange`. */
export function ThemeButton() {
  const [chosen, choose] = useState(() => Math.max(0, themes.findIndex(theme => theme.name === localStorage.getItem('saccade-theme'))));
  const theme = themes[chosen]!;
  useEffect(() => {
    document.documentElement.dataset.theme = theme.name;
    localStorage.setItem('saccade-theme', theme.name);
    dispatchEvent(new Event('themechange'));
  }, [theme]);
  return <button class="plain theme quiet small" title={theme.title} aria-label={`Theme: ${theme.title}`} onClick={() => choose((chosen + 1) % themes.length)}>{theme.label}</button>;
}
