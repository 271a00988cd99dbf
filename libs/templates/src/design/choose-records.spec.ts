import { designed } from './rules/designed.testing.js';

const records = (text: string): string[] => designed(text).records;

describe('one record for one thing', () => {
  it.each([
    ['goods and products', 'Staff add products. Staff edit goods and delete products.', ['Product']],
    ['films and movies', 'Members add films and browse films. Members search movies.', ['Film']],
    ['a video file and a video', 'Users upload video files. Users view, edit and delete videos. Users browse videos.', ['Video']],
    ['a tea diary and a tea drinking diary', 'Users write tea drinking diaries, and search tea diaries.', ['Tea diary']],
    ['words before a name', 'Users create ferry trips, edit ferry trips and delete ferry trips. It has ferry trip management.', ['Ferry trip']],
  ])('keeps %s once', (_, text, expected) => expect(records(text)).toEqual(expected));

  it.each([
    ['two kinds of orders', 'Clerks create sales orders and supplier orders.', ['Sales order', 'Supplier order']],
    ['jobs and applications', 'Firms post jobs and edit jobs. Clerks manage job applications.', ['Job', 'Job application']],
  ])('keeps %s apart', (_, text, expected) => expect(records(text)).toEqual(expected));
});
