import { Injectable, inject } from '@angular/core';
import { Graphql } from '../../core/graphql';

export interface ArtifactItem {
  id: string;
  stage: string;
  path: string;
  mediaType: string;
  bytes: number;
  lines: number;
  sha256: string;
}
interface ArtifactPage {
  generation: {
    artifacts: {
      edges: { cursor: string; node: ArtifactItem & { text?: string | null } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  };
}

/** What a generation made. Content never changes under its id, so it is kept for the visit. */
@Injectable({ providedIn: 'root' })
export class Artifacts {
  private readonly graphql = inject(Graphql);
  private readonly texts = new Map<string, string | null>();

  async list(generationId: string): Promise<ArtifactItem[]> {
    const items: ArtifactItem[] = [];
    let after: string | null = null;
    do {
      const page: ArtifactPage = await this.graphql.ask<ArtifactPage>(
        'query ($id: ID!, $after: String) { generation(id: $id) { artifacts(first: 100, after: $after) { pageInfo { hasNextPage endCursor } edges { cursor node { id stage path mediaType bytes lines sha256 } } } } }',
        { id: generationId, after },
      );
      const { edges, pageInfo } = page.generation.artifacts;
      items.push(...edges.map((edge) => edge.node));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    return items;
  }

  /** The text of one artifact; null for a binary one, undefined where there is none. */
  async text(generationId: string, item: Pick<ArtifactItem, 'stage' | 'path'>): Promise<string | null | undefined> {
    const key = `${generationId} ${item.stage} ${item.path}`;
    if (this.texts.has(key)) return this.texts.get(key);
    const { generation } = await this.graphql.ask<{ generation: { artifact: { text: string | null } | null } }>(
      'query ($id: ID!, $stage: StageName!, $path: String!) { generation(id: $id) { artifact(stage: $stage, path: $path) { text } } }',
      { id: generationId, stage: item.stage, path: item.path },
    );
    if (!generation.artifact) return undefined;
    this.texts.set(key, generation.artifact.text);
    return generation.artifact.text;
  }
}
