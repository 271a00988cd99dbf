import type { Routes } from '@angular/router';
import { requireSignIn } from './core/require-sign-in';

export const routes: Routes = [
  { path: '', pathMatch: 'full', title: 'Millwright', loadComponent: async () => (await import('./features/home/home.page')).HomePage },
  {
    path: 'sign-in',
    title: 'Sign in · Millwright',
    loadComponent: async () => (await import('./features/account/sign-in.page')).SignInPage,
  },
  {
    path: 'sign-up',
    title: 'Create an account · Millwright',
    loadComponent: async () => (await import('./features/account/sign-in.page')).SignInPage,
    data: { mode: 'sign-up' },
  },
  {
    path: 'invitation/:invitationId',
    title: 'Invitation · Millwright',
    loadComponent: async () => (await import('./features/account/invitation.page')).InvitationPage,
  },
  {
    path: 'setup',
    title: 'Set up · Millwright',
    loadComponent: async () => (await import('./features/account/setup.page')).SetupPage,
  },
  {
    path: 'forgotten',
    title: 'Forgotten password · Millwright',
    loadComponent: async () => (await import('./features/account/forgotten.page')).ForgottenPage,
  },
  {
    path: 'reset-password',
    title: 'New password · Millwright',
    loadComponent: async () => (await import('./features/account/reset.page')).ResetPage,
  },
  {
    path: '',
    canActivate: [requireSignIn],
    loadComponent: async () => (await import('./shell/shell')).Shell,
    children: [
      {
        path: 'projects',
        title: 'Projects · Millwright',
        loadComponent: async () => (await import('./features/projects/projects.page')).ProjectsPage,
      },
      {
        path: 'projects/new',
        title: 'New project · Millwright',
        loadComponent: async () => (await import('./features/projects/new-project.page')).NewProjectPage,
      },
      {
        path: 'projects/:projectId',
        title: 'Project · Millwright',
        loadComponent: async () => (await import('./features/generation/project.page')).ProjectPage,
      },
      {
        path: 'approvals',
        title: 'Approvals · Millwright',
        loadComponent: async () => (await import('./features/generations/approvals.page')).ApprovalsPage,
      },
      {
        path: 'generations',
        title: 'Generations · Millwright',
        loadComponent: async () => (await import('./features/generations/generations.page')).GenerationsPage,
      },
      {
        path: 'usage',
        title: 'Usage · Millwright',
        loadComponent: async () => (await import('./features/usage/usage.page')).UsagePage,
      },
      {
        path: 'settings',
        title: 'Settings · Millwright',
        loadComponent: async () => (await import('./features/settings/settings.page')).SettingsPage,
      },
      {
        path: 'admin/versions',
        title: 'Versions · Millwright',
        loadComponent: async () => (await import('./features/admin/versions.page')).VersionsPage,
      },
      {
        path: 'admin/workers',
        title: 'Workers · Millwright',
        loadComponent: async () => (await import('./features/admin/workers.page')).WorkersPage,
      },
      {
        path: 'admin/administrators',
        title: 'Administrators · Millwright',
        loadComponent: async () => (await import('./features/admin/administrators.page')).AdministratorsPage,
      },
      {
        path: 'admin/outbox',
        title: 'Outbox · Millwright',
        loadComponent: async () => (await import('./features/admin/outbox.page')).OutboxPage,
      },
    ],
  },
  { path: '**', title: 'Not found · Millwright', loadComponent: async () => (await import('./features/home/not-found.page')).NotFoundPage },
];
