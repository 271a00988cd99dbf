import { Injectable, inject } from '@angular/core';
import type { StageName } from '@millwright/domain';
import { Graphql } from '../../core/graphql';
import {
  ArtifactTextDocument,
  ArtifactsDocument,
  RepositoryFileTextDocument,
  RepositoryFilesDocument,
  type ArtifactsQuery,
} from '../../core/operations';

export type ArtifactItem = NonNullable<ArtifactsQuery['generation']>['artifacts']['edges'][number]['node'];

/** What a generation made. Content never changes under its hash, so it is kept for the visit. */
@Injectable({ providedIn: 'root' })
export class Artifacts {
  private readonly graphql = inject(Graphql);
  private readonly texts = new Map<string, string | null>();

  async list(generationId: string): Promise<ArtifactItem[]> {
    const items: ArtifactItem[] = [];
    let after: string | null = null;
    do {
      const page: ArtifactsQuery = await this.graphql.ask(ArtifactsDocument, { id: generationId, after });
      if (!page.generation) break;
      const { edges, pageInfo } = page.generation.artifacts;
      items.push(...edges.map((edge) => edge.node));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    return items;
  }

  /** The files of a repository as they stand, edits by hand among them: path -> hash. */
  async inRepository(generationId: string): Promise<ReadonlyMap<string, string>> {
    const { repositoryFiles } = await this.graphql.ask(RepositoryFilesDocument, { id: generationId });
    return new Map(repositoryFiles.map(({ path, sha256 }) => [path, sha256]));
  }

  /** The text of one of them. */
  async repositoryText(generationId: string, path: string, sha256: string): Promise<string> {
    const key = `${generationId} ${path} ${sha256}`;
    const known = this.texts.get(key);
    if (known != null) return known;
    const { repositoryFiles } = await this.graphql.ask(RepositoryFileTextDocument, { id: generationId, path });
    const [file] = repositoryFiles;
    if (file) this.texts.set(`${generationId} ${path} ${file.sha256}`, file.text);
    return file?.text ?? '';
  }

  /** The text of one artifact; null for a binary one, undefined where there is none. */
  async text(generationId: string, item: { stage: StageName; path: string; sha256?: string }): Promise<string | null | undefined> {
    // Until it has ended, a person may change what a stage made: the hash tells one content from the other.
    const key = `${generationId} ${item.stage} ${item.path} ${item.sha256 ?? ''}`;
    if (this.texts.has(key)) return this.texts.get(key);
    const { generation } = await this.graphql.ask(ArtifactTextDocument, { id: generationId, stage: item.stage, path: item.path });
    if (!generation?.artifact) return undefined;
    this.texts.set(key, generation.artifact.text);
    return generation.artifact.text;
  }
}
