import { TestBed } from '@angular/core/testing';
import { CodeEditor } from './code-editor';

// What jsdom lacks: the sizes of texts.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;

async function shown(text: string, before?: string): Promise<HTMLElement> {
  const fixture = TestBed.createComponent(CodeEditor);
  fixture.componentRef.setInput('text', text);
  fixture.componentRef.setInput('path', 'a.ts');
  fixture.componentRef.setInput('before', before);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

it('compares two texts, but not ones that would hold up the page: it says so, and shows the text', async () => {
  const short = await shown('const a = 2;', 'const a = 1;');
  expect(short.querySelector('.cm-changedLine')).not.toBeNull();
  expect(short.textContent).not.toContain('too long');
  const long = await shown('const a = 2;'.repeat(90_000), 'const a = 1;'.repeat(90_000));
  expect(long.querySelector('.cm-changedLine')).toBeNull();
  expect(long.textContent).toContain('too long, or has lines too long, to be coloured or compared here');
});
