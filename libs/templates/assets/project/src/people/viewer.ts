import type { Role } from './roles.ts';

/** Who asks. */
export interface Viewer {
  id: number;
  name: string;
  email: string;
  role: Role;
}
