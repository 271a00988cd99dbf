import { readDescription } from '../../reading/read-description.js';
import { designOf } from '../design-of.js';
import type { Design, Phrase } from '../design.types.js';
import { Draft } from '../draft.js';
import { phrasesOf } from '../phrases.js';
import { WISHES } from '../wishes.testing.js';
import { LIBRARY, librarySlugOf } from './library.testing.js';

const judged = (text: string): Phrase[] => phrasesOf(new Draft(readDescription(text)), LIBRARY, librarySlugOf);
/** "BUILT books | NOT_BUILT films" → what is expected of which part. */
const outcomes = (text: string): string[] => judged(text).map((phrase) => phrase.outcome);

describe('what is asked for is judged by what does it', () => {
  it.each([
    // Looking, as far as they may.
    ['Readers browse books.', ['BUILT']],
    ['Visitors read books.', ['BUILT']],
    ['Visitors view rooms.', ['NOT_BUILT']],
    ['Readers view book details.', ['BUILT']],
    ['Readers view book results.', ['NOT_BUILT']],
    ['Readers see the price of a book.', ['BUILT']],
    ['Readers see the weight of a book.', ['NOT_BUILT']],
    ['Readers see only their own loans.', ['BUILT']],
    ['Readers see only their own reviews.', ['NOT_BUILT']],
    ['Readers manage their own talks.', ['NOT_BUILT']],
    ['Readers view popular books.', ['NOT_BUILT']],
    ['Librarians see overdue loans.', ['BUILT']],
    ['Readers browse the website.', ['BUILT']],
    ['Readers view films.', ['NOT_BUILT']],
    ['Readers get books.', ['NOT_BUILT']],
    ['Readers get book information.', ['BUILT']],
    ['Readers read books online.', ['NOT_BUILT']],
    ['Readers receive reviews in real time.', ['NOT_BUILT']],
    // Finding, by what there is.
    ['Readers search books by title.', ['BUILT']],
    ['Readers filter books by genre.', ['BUILT']],
    ['Readers filter books by publisher.', ['NOT_BUILT']],
    ['Readers sort books by price.', ['BUILT']],
    ['Readers filter books by cover.', ['NOT_BUILT']],
    // Keeping, by those who may.
    ['Librarians add books.', ['BUILT']],
    ['Readers add books.', ['NOT_BUILT']],
    ['Only librarians add books.', ['BUILT']],
    ['Readers delete their own notes.', ['BUILT']],
    ['Librarians manage books and films.', ['BUILT', 'NOT_BUILT']],
    ['Librarians manage books, films, rooms and shelves.', ['BUILT', 'NOT_BUILT', 'BUILT', 'NOT_BUILT']],
    ['Librarians create and edit books.', ['BUILT']],
    ['Librarians create playlists.', ['NOT_BUILT']],
    ['Readers organize notes into folders.', ['NOT_BUILT']],
    ['Readers enter a delivery address.', ['BUILT']],
    // Acts that need more than keeping.
    ['Readers tag notes.', ['NOT_BUILT']],
    ['Librarians categorize books.', ['BUILT']],
    ['Readers download talks.', ['BUILT']],
    ['Readers download books.', ['NOT_BUILT']],
    ['Readers listen to talks.', ['BUILT']],
    ['Readers play talks and pause talks.', ['BUILT', 'BUILT']],
    ['Readers watch books.', ['NOT_BUILT']],
    ['Librarians upload talks.', ['BUILT']],
    ['Readers upload videos.', ['NOT_BUILT']],
    ['Readers share reviews.', ['BUILT']],
    ['Readers share notes.', ['NOT_BUILT']],
    ['Readers share books on social media.', ['NOT_BUILT']],
    ['Librarians export books.', ['BUILT']],
    ['Librarians export loans to Excel.', ['ASSUMED']],
    ['Librarians export books as PDF.', ['NOT_BUILT']],
    ['Readers track their requests.', ['BUILT']],
    ['Readers track rooms.', ['NOT_BUILT']],
    ['Readers customize books.', ['NOT_BUILT']],
    ['Readers choose a genre.', ['NOT_BUILT']],
    ['Readers choose a room.', ['BUILT']],
    ['Readers translate notes.', ['NOT_BUILT']],
    // Rules.
    ['Readers borrow books.', ['BUILT']],
    ['Visitors borrow books.', ['NOT_BUILT']],
    ['Readers borrow rooms.', ['NOT_BUILT']],
    ['Readers rate books and rooms.', ['BUILT', 'NOT_BUILT']],
    ['Readers write reviews of books.', ['BUILT']],
    ['Readers write reviews of rooms.', ['NOT_BUILT']],
    ['Librarians approve requests.', ['BUILT']],
    ['Readers approve requests.', ['NOT_BUILT']],
    ['Readers book rooms.', ['BUILT']],
    ['Two bookings of a room must never overlap.', ['BUILT']],
    ['Nobody can order more than there is.', ['BUILT']],
    ['The stock goes down.', ['BUILT']],
    ['Readers check out with a delivery address.', ['BUILT']],
    ['Readers log readings.', ['BUILT']],
    ['Readers add books to the cart.', ['BUILT']],
    ['Readers view the cart.', ['BUILT']],
    ['Readers proceed to checkout.', ['BUILT']],
    ['Visitors fill out the contact form.', ['BUILT']],
    ['Visitors fill out the membership form.', ['NOT_BUILT']],
    ['Readers view their order history.', ['BUILT']],
    ['Readers export the final video.', ['NOT_BUILT']],
    ['Readers view their search history.', ['NOT_BUILT']],
    ['Librarians note orders as paid.', ['BUILT']],
    ['Readers pay for orders.', ['NOT_BUILT']],
    ['Librarians view statistics of loans.', ['BUILT']],
    ['Librarians view statistics of rooms.', ['NOT_BUILT']],
    ['Librarians view rankings.', ['NOT_BUILT']],
    ['Readers calculate the late fee.', ['BUILT']],
    ['Readers calculate the postage.', ['NOT_BUILT']],
    ['Readers cannot delete books.', ['BUILT']],
    // Accounts.
    ['Readers register, log in and manage their profile.', ['BUILT', 'BUILT', 'BUILT']],
    ['Readers manage their information in the personal center.', ['BUILT']],
    ['Readers log in with Google.', ['NOT_BUILT']],
    ['Librarians manage readers.', ['BUILT']],
    ['Readers reset their password.', ['NOT_BUILT']],
    // What is there in any case, and what is not.
    ['The site should have a search function and a contact form.', ['BUILT', 'BUILT']],
    ['The site should have an about page.', ['ASSUMED']],
    ['The site should have a map.', ['NOT_BUILT']],
    ['The site should have room management, room recommendations, and a spinning wheel.', ['BUILT', 'NOT_BUILT', 'NOT_BUILT']],
    ['Librarians add filters.', ['NOT_BUILT']],
    ['The site should have payments.', ['ASSUMED']],
    ['The library sends text messages.', ['NOT_BUILT']],
    ['Readers edit photos.', ['NOT_BUILT']],
  ] as [string, Phrase['outcome'][]][])('%s', (text, expected) => {
    expect(outcomes(text)).toEqual(expected);
  });
});

describe('every word of a claim is answered for', () => {
  it.each([
    // What makes some of them special.
    ['Readers view assigned notes.', ['NOT_BUILT']],
    ['Librarians add books. Readers view regional books.', ['BUILT', 'NOT_BUILT']],
    ['Librarians add books. Readers view crime books.', ['BUILT', 'BUILT']],
    ['Librarians add books. Readers view available new books.', ['BUILT', 'BUILT']],
    ['Readers view borrowed books.', ['BUILT']],
    ['Librarians see approved requests.', ['BUILT']],
    ['Librarians see archived requests.', ['NOT_BUILT']],
    ['Readers view interactive books.', ['NOT_BUILT']],
    // How it is done.
    ['Readers quickly find books.', ['BUILT']],
    ['Librarians automatically approve requests.', ['NOT_BUILT']],
    ['Readers anonymously write reviews.', ['NOT_BUILT']],
    // What is tied to it.
    ['Readers write reviews on the website.', ['BUILT']],
    ['Readers browse books in various languages.', ['BUILT', 'NOT_BUILT']],
    ['Librarians approve requests within 24 hours.', ['BUILT', 'NOT_BUILT']],
    ['Librarians approve requests by e-mail.', ['BUILT', 'NOT_BUILT']],
    ['Readers write reviews of books.', ['BUILT']],
    ['Librarians export books in various formats.', ['BUILT', 'NOT_BUILT']],
    ['Readers borrow books by a due date.', ['BUILT']],
    // What only stands near.
    ['Readers browse books and share books.', ['BUILT', 'NOT_BUILT']],
    ['Readers browse reviews and share their reviews.', ['BUILT', 'BUILT']],
    ['Librarians upload CSV files.', ['NOT_BUILT']],
    ['Readers use books.', ['NOT_BUILT']],
    ['The site should have database management.', ['NOT_BUILT']],
    ['The site should have a dashboard.', ['BUILT']],
    ['The site should have a sales dashboard.', ['BUILT']],
    ['Librarians view statistics of loans by book.', ['BUILT']],
    ['Librarians view statistics of loans by month.', ['NOT_BUILT']],
    ['Librarians view statistics of loans for each branch.', ['NOT_BUILT']],
    ['Librarians view statistics of loans, such as the number of loans.', ['BUILT']],
    ['Librarians view statistics of loans, such as the number of visitors.', ['NOT_BUILT']],
    ['Readers send and receive messages in real time.', ['NOT_BUILT', 'NOT_BUILT']],
    ['Readers write reviews in real time.', ['NOT_BUILT']],
    ['Readers view available rooms.', ['BUILT']],
    ['Readers like reviews and share reviews.', ['NOT_BUILT', 'NOT_BUILT']],
    ['The AI provides notes.', ['NOT_BUILT']],
    ['Readers record talks for voice analysis.', ['NOT_BUILT']],
    ['Librarians add talks for speaker detection.', ['BUILT', 'NOT_BUILT']],
  ] as [string, Phrase['outcome'][]][])('%s', (text, expected) => {
    expect(outcomes(text)).toEqual(expected);
  });
});

describe('what is not built', () => {
  it.each([
    ['Readers view films.', 'No films are kept'],
    ['Readers filter books by publisher.', 'say “each has a publisher”'],
    ['Readers add books.', 'Readers may not do this, only librarians'],
    ['Readers translate notes.', 'nobody can do this with them: “translate”'],
    ['Robots polish the shelves.', 'No part of it does this: “Robots polish the shelves”'],
  ])('is said in the words of the text: %s', (text, reason) => {
    expect(judged(text).at(-1)!.reason).toContain(reason);
  });
});

describe('whatever is claimed', () => {
  const bare: Design = { ...LIBRARY, roles: [], records: [], rules: [], pages: [] };

  it.each(Object.entries(WISHES))('is not claimed of a design that has none of it: %s', (_name, text) => {
    const claims = phrasesOf(new Draft(readDescription(text)), bare, () => undefined).filter(({ outcome }) => outcome === 'BUILT');
    expect(claims.flatMap(({ evidence }) => evidence).filter(({ kind }) => kind !== 'STYLE')).toEqual([]);
  });

  it.each(Object.entries(WISHES))('points to something of the design: %s', (name, text) => {
    const { design, understanding } = designOf(name, text);
    const root = { entities: design.records, design };
    for (const { outcome, evidence } of understanding.phrases) {
      if (outcome === 'BUILT') expect(evidence.length).toBeGreaterThan(0);
      for (const { kind, target } of evidence.filter((one) => one.kind !== 'TEST' && one.target !== '/technologies')) {
        const found = target
          .slice(1)
          .split('/')
          .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], root);
        expect({ kind, target, found: found !== undefined }).toEqual({ kind, target, found: true });
      }
    }
  });
});
