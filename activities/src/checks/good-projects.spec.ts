import { fitFaults } from './blueprint-faults.js';
import { declaredProject } from './declared-project.testing.js';
import { projectFaults } from './project-faults.js';

const DESCRIPTIONS = [
  'A tool library where members borrow tools; each tool has a name and a price. Admins approve loans.',
  'A clinic where patients book appointments with doctors. Receptionists confirm or cancel appointments.',
  'A REST API without pages for invoices. Invoices have a number, a customer, an amount and a due date.',
  'A landing page for a bakery. Open from seven to six.',
  'A shop where customers put products into a cart and order them. Products have a price and a picture.',
  'A repair café where visitors register broken items, volunteers claim an item and mark it repaired or hopeless, and the organiser sees a monthly report.',
  'A forum where members write posts and comment on posts. Moderators delete posts.',
  'A school where teachers enrol students in courses and grade assignments from 1 to 6.',
];

it.each(DESCRIPTIONS)('finds nothing wrong with a good project: %s', async (description) => {
  const project = await declaredProject(description);
  expect(project.blueprint.files.some(({ declarations }) => declarations)).toBe(true);
  expect(fitFaults(project.blueprint)).toEqual([]);
  expect(projectFaults(project)).toEqual([]);
});
