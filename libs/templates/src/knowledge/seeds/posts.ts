import type { Design, DesignRecord } from '../../design/design.types.js';

/** What is written for others to read, by what it is about. */
interface Posts {
  titles: string[];
  texts: string[];
}
const list = (text: string): string[] => text.split(' | ');

const FORUM: Posts = {
  titles: list(
    'Introduce yourself here | What are you working on this week? | Which book for a beginner? | First mistakes, and what I learned | Where do you buy your material? | Pictures of the month | Meeting in June: who comes? | Is it worth it in the second year? | Tools you would not do without | How do you keep notes? | A question about the winter | Small successes',
  ),
  texts: list(
    'I have been at it for a year and still feel like a beginner. How was it for you? | Let us collect what works, so that nobody has to find it out again. | I tried two ways and neither convinced me. Pictures are below. | Short question, probably a long answer: where would you start? | It went better than expected. Thank you for the advice of last week! | Please say which region you are in, it makes a difference. | I have read the older posts, but nobody mentions what to do when it rains. | Who would join? I can bring coffee and a long table.',
  ),
};
const TRAVEL: Posts = {
  titles: list(
    'Three days in Ghent without a plan | By night train to Ljubljana | The long way round the lake | What to pack for a week of rain | Porto on foot, and the hills it has | A hut with eleven beds | Eating well at railway stations | Two wheels along the Danube | Bergen in November | The ferry that did not come | A market at six in the morning | Lisbon with small children',
  ),
  texts: list(
    'We arrived at six, left the bags at the station and walked until the first bakery opened. By noon we had seen less than the guide lists and more than we had hoped for. | The path follows the shore for nineteen kilometres, and only the last three are steep. Take water: between the mill and the harbour there is none. | It rained on five days out of seven. Nobody minded, because the stove was warm and the windows were large. | Ask for the slow train. It stops everywhere, and everywhere somebody gets on who has a story. | The best meal of the trip cost eight euros and stood on a paper plate. | We had booked a room with a view and got one with a piano, which turned out better.',
  ),
};
const BLOG: Posts = {
  titles: list(
    'How we got started | What a year has taught us | Five questions we hear every week | Behind the scenes on a Monday | A small change with a large effect | The tool we use every day | What we would do differently | A conversation with a neighbour | Why we say no more often | Notes from the workshop | The numbers of the season | Thank you, and what comes next',
  ),
  texts: list(
    'It began with a list on the back of an envelope. Half of it was done by summer, and the other half turned out not to matter. | People ask us this so often that we finally wrote the answer down, with pictures. | We changed one thing in March and measured for three months. The result surprised all of us. | On Mondays nobody sees us, and that is when most of it happens. | There is no secret. There is a calendar, a good chair and somebody who asks whether it is finished. | If you have read this far, come by: the door is open on Thursdays.',
  ),
};

/** Titles and texts of what people post, where the record is such a thing. */
export function postsOf(design: Design, { name }: DesignRecord): Posts | undefined {
  if (/\b(?:topic|thread|discussion)$/i.test(name) && design.kind === 'forum') return FORUM;
  if (!/\b(?:post|article|story|blog)$/i.test(name)) return undefined;
  if (design.kind === 'forum') return FORUM;
  return /travel|trip|tour|journey/i.test(`${design.name} ${design.purpose}`) ? TRAVEL : BLOG;
}
