import { designed } from './designed.testing.js';

describe('files', () => {
  it.each([
    ['Members upload videos and play videos.', 'Video', 'upload videos'],
    ['Members add clips with a title. Visitors download clips.', 'Clip', 'download clips'],
    ['Visitors play audiobooks. Each audiobook has a title and a narrator.', 'Audiobook', 'play audiobooks'],
    ['Readers download worksheets. Teachers add worksheets with a title.', 'Worksheet', 'download worksheets'],
  ])('are kept of what people upload, download or play: %s', (text, name, words) => {
    const { record, phrase } = designed(text);
    expect(record(name).fields.filter(({ kind }) => kind === 'file')).toHaveLength(1);
    expect(phrase(words).outcome).toBe('BUILT');
  });

  it('are uploaded by whoever is said to, of whatever kind they are', () => {
    const { record, phrase } = designed('Users upload various types of files. Users view different kinds of files.');
    expect(record('File').access.create).toEqual({ roles: ['user'] });
    expect(phrase('upload various').outcome).toBe('BUILT');
  });

  it('are films of dramas that people watch', () => {
    const { field, phrase } = designed('A theatre on demand. Editors add dramas with a title. Viewers watch dramas online.');
    expect(field('Drama', 'video')).toMatchObject({ kind: 'file', required: false });
    expect(phrase('watch dramas').outcome).toBe('BUILT');
  });

  it('are none of games, nor of lists that are downloaded', () => {
    const { design } = designed(
      'A club of players. Members play games and add games with a name. Members add teams with a name and download the list of teams.',
    );
    expect(design.records.flatMap(({ fields }) => fields).filter(({ kind }) => kind === 'file')).toEqual([]);
  });
});
