/** What TECH_ARCHITECTURE makes, beside its Markdown rendering. */
export interface TechnicalArchitecture {
  overview: string;
  components: ArchitectureComponent[];
  stack: { technology: string; purpose: string; reason: string }[];
  data_stores: { name: string; kind: string; holds: string[] }[];
  protocols: { name: string; used_for: string }[];
  security: string[];
  deployment: string[];
}

export interface ArchitectureComponent {
  name: string;
  kind: string;
  responsibility: string;
  talks_to: { component: string; protocol: string; purpose: string }[];
}
