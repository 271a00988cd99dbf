import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { AwayBar } from './core/away-bar';
import { FollowNavigation } from './core/follow-navigation';

@Component({ selector: 'app-root', imports: [RouterOutlet, AwayBar], template: '<router-outlet /><app-away-bar />' })
export class App {
  constructor() {
    inject(FollowNavigation);
  }
}
