/** Descriptions to start from. */
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
    text: 'A ferry company: captains run crossings between ports. Each crossing has a departure time, an arrival time, a capacity and a price. Passengers book tickets for crossings; clerks cancel and refund tickets. Each port has a name and a city. Navy blue style.',
  },
];
