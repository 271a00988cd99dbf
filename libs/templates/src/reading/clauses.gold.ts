/**
 * Sentences of the kind that people describe an application with, and what a careful reader takes from each: who does what to
 * which, as "subject | verb | object". Singular, base forms; nothing between the bars where the sentence names nobody or
 * nothing; a noun without a verb is "| | noun". One line for each pair of a coordination. Annotated before the reader was written.
 */
export interface GoldSentence {
  text: string;
  triples: string[];
}

export const CLAUSES_GOLD: GoldSentence[] = [
  { text: 'Members borrow tools for two weeks.', triples: ['member | borrow | tool'] },
  {
    text: 'Volunteers claim an item and mark it repaired, hopeless or waiting for parts.',
    triples: ['volunteer | claim | item', 'volunteer | mark | it'],
  },
  { text: 'Log harvests by weight and kind.', triples: [' | log | harvest'] },
  { text: 'Coordinators see which plots are free.', triples: ['coordinator | see | plot', 'plot | be | '] },
  {
    text: 'Each visitor sees where their item stands by a code, without an account.',
    triples: ['visitor | see | ', 'item | stand | '],
  },
  {
    text: 'A monthly report: how many items by kind, how many were saved.',
    triples: [' |  | monthly report', ' | | item', ' | save | '],
  },
  {
    text: 'Each class has a trainer, a room, and a maximum of 12 participants.',
    triples: ['class | have | trainer', 'class | have | room', 'class | have | participant'],
  },
  { text: 'Orders are approved by managers.', triples: ['manager | approve | order'] },
  { text: 'Courses are taught by teachers and last ten weeks.', triples: ['teacher | teach | course', 'course | last | week'] },
  { text: 'A repair café where visitors register broken things.', triples: [' | | repair café', 'visitor | register | thing'] },
  {
    text: 'Neighbours lend each other ladders, drills and saws.',
    triples: ['neighbour | lend | ladder', 'neighbour | lend | drill', 'neighbour | lend | saw'],
  },
  { text: 'Guests order food and the kitchen marks each order as ready.', triples: ['guest | order | food', 'kitchen | mark | order'] },
  {
    text: 'Students book rooms, rate them and leave comments.',
    triples: ['student | book | room', 'student | rate | them', 'student | leave | comment'],
  },
  { text: 'I want an app that tracks my expenses by category.', triples: [' | | app', 'app | track | expense'] },
  { text: 'We need a website for our choir so that singers can find their scores.', triples: [' | | website', 'singer | find | score'] },
  {
    text: 'Users should be able to browse, search and order products.',
    triples: ['user | browse | product', 'user | search | product', 'user | order | product'],
  },
  { text: 'The app lets parents sign up their children for camps.', triples: ['parent | sign up | child'] },
  { text: 'Only the treasurer can delete payments.', triples: ['treasurer | delete | payment'] },
  { text: 'Nobody may borrow more than three books at once.', triples: ['nobody | borrow | book'] },
  { text: 'When a loan is overdue, the borrower gets a reminder.', triples: ['loan | be | ', 'borrower | get | reminder'] },
  { text: 'If a slot is full, people join the waiting list.', triples: ['slot | be | ', 'people | join | waiting list'] },
  { text: 'Gardeners take turns watering the greenhouse.', triples: ['gardener | take | turn', 'gardener | water | greenhouse'] },
  { text: 'There should be a page that shows open tickets.', triples: [' | | page', 'page | show | open ticket'] },
  { text: 'The librarian enters books with title, author and year.', triples: ['librarian | enter | book'] },
  {
    text: 'Tasks have a title, a due date and a priority (low, medium, high).',
    triples: ['task | have | title', 'task | have | due date', 'task | have | priority'],
  },
  {
    text: 'Patients request appointments, which the receptionist confirms or declines.',
    triples: ['patient | request | appointment', 'receptionist | confirm | appointment', 'receptionist | decline | appointment'],
  },
  { text: 'Drivers who finish a tour enter the mileage.', triples: ['driver | finish | tour', 'driver | enter | mileage'] },
  { text: 'It should be possible to export members as CSV.', triples: [' | export | member'] },
  { text: 'Keep a list of plants and when they were last watered.', triples: [' | keep | list', ' | water | they'] },
  {
    text: 'A tenant reports damage with a photo; the caretaker answers within two days.',
    triples: ['tenant | report | damage', 'caretaker | answer | '],
  },
  { text: 'The system is used by teachers to grade homework.', triples: ['teacher | use | system', 'teacher | grade | homework'] },
  {
    text: 'Please build a small shop for handmade candles, with a cart and a checkout.',
    triples: [' | | shop', ' | | cart', ' | | checkout'],
  },
  { text: 'Visitors can view recipes without logging in.', triples: ['visitor | view | recipe', 'visitor | log in | '] },
  { text: 'Admins add, edit and delete rooms.', triples: ['admin | add | room', 'admin | edit | room', 'admin | delete | room'] },
  { text: 'Runners record distance and time for each run.', triples: ['runner | record | distance', 'runner | record | time'] },
  {
    text: 'Coaches schedule training sessions and players confirm whether they come.',
    triples: ['coach | schedule | training session', 'player | confirm | ', 'they | come | '],
  },
  { text: 'Every donation belongs to a campaign.', triples: ['donation | belong | '] },
  { text: 'Customers who have bought something can review it.', triples: ['customer | buy | something', 'customer | review | it'] },
  { text: 'The owner sets a daily price for each boat.', triples: ['owner | set | daily price'] },
  { text: 'Show the five most borrowed games on the home page.', triples: [' | show | game'] },
  { text: 'Users are allowed to comment on posts.', triples: ['user | comment | '] },
  { text: 'It helps beekeepers keep track of their hives.', triples: [' | help | beekeeper', 'beekeeper | keep | track'] },
  { text: 'Managers assign tasks to employees and check them off.', triples: ['manager | assign | task', 'manager | check off | them'] },
  {
    text: 'Each hive has a name, a place and a colony strength.',
    triples: ['hive | have | name', 'hive | have | place', 'hive | have | colony strength'],
  },
  {
    text: 'A dashboard for managing orders, including adding, editing and cancelling them.',
    triples: [' | | dashboard', ' | manage | order', ' | add | them', ' | edit | them', ' | cancel | them'],
  },
  { text: 'The committee votes on proposals made by members.', triples: ['committee | vote | ', 'member | make | proposal'] },
  {
    text: 'Readers subscribe to topics and receive a weekly digest.',
    triples: ['reader | subscribe | ', 'reader | receive | weekly digest'],
  },
  {
    text: 'Landlords list flats, tenants apply for them, and landlords accept one application.',
    triples: ['landlord | list | flat', 'tenant | apply | ', 'landlord | accept | application'],
  },
  { text: 'The site does not store card numbers.', triples: ['site | store | card number'] },
  { text: 'Bikes can be reserved for up to three days.', triples: [' | reserve | bike'] },
  {
    text: 'Employees clock in and out and see their hours.',
    triples: ['employee | clock in | ', 'employee | clock out | ', 'employee | see | hour'],
  },
  { text: 'Each trainer sees their own classes and who signed up.', triples: ['trainer | see | class', 'who | sign up | '] },
  { text: 'Items are given a number when they come in.', triples: [' | give | item', 'they | come in | '] },
  {
    text: 'Families plan meals for the week and get a shopping list from them.',
    triples: ['family | plan | meal', 'family | get | shopping list'],
  },
  {
    text: 'Photographers upload pictures, tag them, and share albums with clients.',
    triples: ['photographer | upload | picture', 'photographer | tag | them', 'photographer | share | album'],
  },
  { text: 'Sellers need to be able to change the price of an article.', triples: ['seller | change | price'] },
  { text: 'Calculate the monthly payment from amount, rate and term.', triples: [' | calculate | monthly payment'] },
  { text: 'The host decides who may see the guest list.', triples: ['host | decide | ', 'who | see | guest list'] },
  {
    text: 'Allow walkers to reserve dogs and note how the walk went.',
    triples: ['walker | reserve | dog', 'walker | note | ', 'walk | go | '],
  },
  { text: 'An invoice consists of lines with quantity, unit price and tax rate.', triples: ['invoice | consist | '] },
  { text: '**Loan**: tool, member, due date', triples: [' | | loan'] },
  {
    text: 'Features:\n- booking rooms\n- user profiles\n- Members can cancel bookings',
    triples: [' | book | room', ' | | user profile', 'member | cancel | booking'],
  },
  {
    text: 'Teachers should be able to:\n1. create quizzes\n2. see results',
    triples: ['teacher | create | quiz', 'teacher | see | result'],
  },
];
