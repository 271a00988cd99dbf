/** How many events in a row count as one order. */
const LENGTH = 4;

/** The orders in which events follow one another in a history, as Temporal writes it in JSON, by type and by what was asked for. */
export function ordersOf(json) {
  const names = JSON.parse(json).events.map((event) => {
    const said = Object.entries(event).find(([name]) => name.endsWith('EventAttributes'))?.[1] ?? {};
    return `${event.eventType} ${said.activityType?.name ?? said.signalName ?? said.acceptedRequest?.input?.name ?? ''}`;
  });
  return new Set(names.map((_, i) => names.slice(i, i + LENGTH).join('\n')));
}
