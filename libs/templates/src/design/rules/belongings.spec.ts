import { designed } from './designed.testing.js';

const MANAGED = 'The administrator manages projects, milestones, folders and sketches. ';

describe('what belongs to what', () => {
  it.each([
    ['Members view the milestones of a project.', 'Milestone', 'project_id'],
    ["Members browse a project's milestones.", 'Milestone', 'project_id'],
    ['Members search for sketches in a folder.', 'Sketch', 'folder_id'],
  ])('%s', (text, of, name) => {
    expect(designed(MANAGED + text).field(of, name)).toMatchObject({ kind: 'reference', required: false });
  });

  it('is said by a name that begins with the other', () => {
    const { field } = designed('Members manage ponds. Members manage pond plants with a height.');
    expect(field('Pond plant', 'pond_id')).toMatchObject({ references: 'pond' });
  });

  it('is the other way round for what sorts things', () => {
    const { field } = designed('The administrator manages lamps and categories. Visitors view the categories of lamps.');
    expect(field('Lamp', 'category_id')).toMatchObject({ references: 'category' });
    expect(field('Category', 'lamp_id')).toBeUndefined();
  });

  it('is a file that is uploaded, beside the picture of a thing', () => {
    const { field } = designed('Makers upload their own 2D layout files and browse layouts. Each layout has a name and a picture.');
    expect(field('Layout', 'file')).toMatchObject({ kind: 'file', required: false });
  });
});
