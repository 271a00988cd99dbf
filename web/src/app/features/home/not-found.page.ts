import { Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';

@Component({
  imports: [RouterLink, MatButton],
  template: `<main class="page"><h1>There is nothing at this address</h1><p class="muted">It may have been mistyped, or belong to an organization that you are not in.</p><p><a matButton="outlined" routerLink="/projects">To your projects</a></p></main>`,
})
export class NotFoundPage {}
