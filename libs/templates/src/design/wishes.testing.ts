/** One description of each kind of wish, in words of our own, for the specs of designs. */
export const WISHES = {
  repairs:
    'A repair café where visitors register broken items at the door. Volunteers claim an item and mark it repaired, hopeless or waiting for parts. Each visitor sees where their item stands by a code, without an account.',
  garden:
    'A community garden. Gardeners book plots and log harvests by weight and kind. Coordinators see which plots are free. Each plot has a number, a size (m²) and a sunny or shady position.',
  clinic:
    'A small clinic where patients book appointments with doctors. Each doctor has a name and a speciality. Each appointment has a reason and a status (booked, done, cancelled).',
  tools:
    'A tool library where members borrow tools for two weeks. Every tool has a name, a daily price and a condition. The librarian sees overdue loans.',
  soap: 'An online shop selling handmade soap. Customers add soaps to a cart and place orders. Every soap has a name, a scent, a price and a stock. The owner ships orders.',
  courses:
    'A school of crafts where students enrol in courses. Each course has a title, a start date, a fee and a capacity. Teachers create courses. The number of participants is limited to 12.',
  recipes:
    'A collection of recipes. Users share recipes with ingredients, instructions and a cooking time. Readers rate recipes, write reviews and save favourites.',
  forum: 'A forum for beekeepers. Members start topics and reply to them. Moderators delete topics.',
  blog: 'A travel blog. The author writes posts with a title, a text and a cover photo and publishes them. Readers comment on posts.',
  expenses:
    'An expense tracker. Users record expenses with an amount, a date and a category (food, rent, travel). A monthly report shows the expenses by category.',
  habits: 'A habit tracker where users create habits with a name and a weekly goal. They log check-ins for each habit every day.',
  jobs: 'A job board. Employers post jobs with a title, a salary and a location. Candidates apply for jobs. Employers accept or reject applications.',
  tickets:
    'A site for concerts in our town. Organisers create events with a title, a date, a venue and a number of seats. Visitors buy tickets for events.',
  poll: 'A website for polls in our village. The administrator creates polls with a question and options. Residents vote once in each poll.',
  quiz: 'A quiz website about birds. Teachers create quizzes with questions. Pupils take quizzes and see their score.',
  calculators: 'A website with a BMI calculator and a tip calculator.',
  company:
    'A website for a carpentry company. It has an about page, a contact form and news. Visitors read the news. The administrator publishes news.',
  landing: 'A landing page for a bakery in warm orange colors with a contact form. We bake fresh bread every morning.',
  api: 'A REST API without pages for books. Each book has a title, an author and an ISBN. Clients add, list and delete books.',
  messages:
    'A platform for a sports club where members send messages to each other. Members edit their profile. The trainer announces trainings with a date and a place.',
  inventory:
    'Inventory management for a workshop. The storekeeper manages parts with a name, a quantity, a shelf and a supplier. The manager sees parts with low stock.',
  invoices:
    'Invoices for freelancers. A freelancer creates invoices with a client, an amount and a due date and marks them as paid. Overdue invoices are listed.',
  imports: 'A register of trees. Foresters import trees from a CSV file. Each tree has a species, a height (m) and a planting year.',
  deals:
    'A CRM for a small agency. Sales people add contacts with a name, a company and an email. Deals have a value and a stage (new, offered, won, lost) and belong to a contact.',
  helpdesk:
    'A help desk. Customers submit tickets with a subject and a description. Agents are assigned to tickets and close them. Managers see a report of tickets by status.',
  fleet:
    'A system for a haulage company with employee records, vehicle management and order management. Drivers browse information on waybills, vehicles and personnel.',
} as const;
export type Wish = keyof typeof WISHES;
