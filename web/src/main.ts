import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, withComponentInputBinding, withInMemoryScrolling } from '@angular/router';
import { provideZonelessChangeDetection } from '@angular/core';
import { MAT_FORM_FIELD_DEFAULT_OPTIONS } from '@angular/material/form-field';
import { App } from './app/app';
import { keepComposing } from './app/core/composing';
import { routes } from './app/routes';

keepComposing(document);
bootstrapApplication(App, {
  providers: [
    provideZonelessChangeDetection(),
    { provide: MAT_FORM_FIELD_DEFAULT_OPTIONS, useValue: { appearance: 'outline', subscriptSizing: 'dynamic' } },
    provideRouter(routes, withComponentInputBinding(), withInMemoryScrolling({ scrollPositionRestoration: 'enabled' })),
  ],
}).catch((error: unknown) => console.error(error));

if ('serviceWorker' in navigator && location.protocol !== 'file:')
  void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
