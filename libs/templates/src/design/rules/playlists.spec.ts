import { designed } from './designed.testing.js';

describe('playlists', () => {
  it('hold what is played', () => {
    const { design, phrase } = designed('A media center. Users play videos, create playlists and add videos to playlists.');
    const places = design.records.find(({ table }) => table === 'playlist_video');
    expect(places?.fields.flatMap(({ references }) => references ?? []).sort()).toEqual(['playlist', 'video']);
    for (const words of ['create playlists', 'add videos to playlists']) expect(phrase(words).outcome).toBe('BUILT');
  });

  it('are names where nothing is played', () => {
    expect(designed('Users create playlists. Users write notes with a title.').phrase('create playlists').outcome).toBe('NOT_BUILT');
  });
});

describe('what people play', () => {
  it('is kept, also where nobody manages it', () => {
    expect(designed('A music room. Users play songs and create playlists.').records).toContain('Song');
  });

  it('is none of what a game plays behind it', () => {
    expect(designed('A game of tic-tac-toe. The game should play background music.').records).not.toContain('Music');
  });

  it('is not recorded by pages', () => {
    const { phrase } = designed('Users upload videos and play videos. The site should have video playback and video recording.');
    expect(phrase('video playback').outcome).toBe('BUILT');
    expect(phrase('video recording').outcome).toBe('NOT_BUILT');
  });
});
