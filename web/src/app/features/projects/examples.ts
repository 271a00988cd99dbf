/** Descriptions to start from: the built-in engine builds every phrase of each. */
export const EXAMPLES: readonly { name: string; text: string }[] = [
  {
    name: 'Clinic',
    text: 'A booking app for a dental practice where patients book appointments with dentists. Each appointment has a start time, a reason and a status (booked, done, cancelled). Receptionists confirm or cancel appointments. Use a calm teal theme.',
  },
  {
    name: 'Tool library',
    text: 'A tool library where members borrow tools. Every tool has a name, a description, a daily price and a condition (new, good, worn). Librarians inspect and repair tools. A loan has a start date, a due date and a status. Members open loans for tools and return loans.',
  },
  {
    name: 'Ferry',
    text: 'A ferry company with crossings between ports. Each crossing has a departure time, an arrival time, a capacity and a price. Passengers book tickets for crossings; clerks cancel and refund tickets. Each port has a name and a city. Navy blue style.',
  },
  {
    name: 'Help desk',
    text: 'A help desk where customers open tickets. Each ticket has a title, a description, a priority (low, normal, urgent) and a status (open, answered, closed). Agents close and cancel tickets.',
  },
  {
    name: 'Recipe box',
    text: 'A recipe collection where cooks write recipes. Each recipe has a title, a cooking time, a description and a difficulty (easy, medium, hard). Each recipe has many ingredients. Each ingredient has a name and an amount. Readers write reviews of recipes. A review has a rating and a comment. Warm orange style.',
  },
  {
    name: 'Evening school',
    text: 'An evening school where teachers offer courses. Each course has a title, a start date, a price and a capacity. Students book enrolments for courses. An enrolment has a date and a status (waiting, confirmed, cancelled). Clerks confirm and cancel enrolments.',
  },
  {
    name: 'Stock room',
    text: 'A stock room where clerks add products. Each product has a name, a code, a quantity and a price. A delivery has a date and a status (ordered, received, cancelled). Clerks receive and cancel deliveries of products. Each supplier has a name and an e-mail address.',
  },
  {
    name: 'Choir',
    text: 'A choir where conductors plan rehearsals and concerts. Each rehearsal has a date, a place and a duration. Each concert has a title, a date and a price. Singers book seats for concerts. A seat has a row and a number. Each piece has a title, a composer and a difficulty (easy, medium, hard). Green style.',
  },
];
