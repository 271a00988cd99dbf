import { Injectable, computed, effect, signal } from '@angular/core';

export type Theme = 'system' | 'light' | 'dark';

/** Light or dark: by the system, or as chosen here. */
@Injectable({ providedIn: 'root' })
export class ThemeChoice {
  readonly theme = signal<Theme>((localStorage.getItem('theme') as Theme | null) ?? 'system');
  private readonly systemIsDark = signal(matchMedia('(prefers-color-scheme: dark)').matches);
  readonly isDark = computed(() => (this.theme() === 'system' ? this.systemIsDark() : this.theme() === 'dark'));

  constructor() {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({ matches }) => this.systemIsDark.set(matches));
    effect(() => {
      const theme = this.theme();
      localStorage.setItem('theme', theme);
      if (theme === 'system') document.documentElement.removeAttribute('data-theme');
      else document.documentElement.dataset['theme'] = theme;
    });
  }
  next(): void {
    this.theme.update((theme) => (theme === 'system' ? 'dark' : theme === 'dark' ? 'light' : 'system'));
  }
}
