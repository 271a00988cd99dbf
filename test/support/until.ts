const BREATH_MS = 50;

/** Asks until it is so. Between two questions the machine is left to what is waited for. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, BREATH_MS));
}
