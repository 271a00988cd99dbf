import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

@Component({
  imports: [RouterLink],
  template: `<main class="page"><h1>There is nothing at this address</h1><p class="muted">It may have been mistyped, or belong to an organization that you are not in.</p><p><a class="button" routerLink="/projects">To your projects</a></p></main>`,
})
export class NotFoundPage {}
