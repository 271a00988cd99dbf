/**
 * A name as file systems that ignore case (NTFS, APFS, HFS+) compare it; two that are equal in it cannot stand side by
 * side there. It folds at least what they do: "ß" is "ss", a composed letter its parts.
 */
export function foldedName(name: string): string {
  return name.normalize('NFD').toLowerCase().toUpperCase().normalize('NFD');
}

// Code points that HFS+ drops when it compares. Source: git, `next_hfs_char` in utf8.c.
const DROPPED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
// ".git" and what Windows takes for it: its short name, spaces and dots after it, streams of it. Source: git, `is_ntfs_dotgit` in path.c.
const GIT_FOLDER = /^(\.GIT|GIT~\d+)[ .]*(:.*)?$/;
// The same of ".gitmodules", whose content git acts on. Source: git, `is_ntfs_dot_generic` in path.c.
const GIT_MODULES = /^(\.GITMODULES|GITMOD~\d+|GI7EBA?~\d+|GI7E?~\d+)[ .]*(:.*)?$/;

/** Whether a file or directory of this name is one that git keeps for itself, on any system. */
export function isGitsOwn(segment: string): boolean {
  return segment
    .replace(DROPPED_BY_HFS, '')
    .split('\\')
    .some((part) => {
      const folded = foldedName(part);
      return GIT_FOLDER.test(folded) || GIT_MODULES.test(folded);
    });
}
