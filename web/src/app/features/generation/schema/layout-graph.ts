import type { SchemaEdge, SchemaNode } from './schema-graph';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface GraphLayout {
  width: number;
  height: number;
  directories: (Box & { path: string })[];
  nodes: (SchemaNode & Box)[];
  edges: (SchemaEdge & { id: string; line: string })[];
}
interface ElkNode {
  id: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  children?: ElkNode[];
}

const GAP = 10;
const HEAD = 30;
const MONO_PX = 7.1;
/** Width over height that a screen has for it. */
const FRAME = 1.5;

/**
 * Places a graph: files stand in columns within their directories, the most critical first; directories stand layer
 * by layer, who is depended on after who depends. Layered drawing after Sugiyama, by the Eclipse Layout Kernel, in a
 * worker; from left to right or from top to bottom, whichever fits a screen better.
 */
export async function layoutGraph(graph: { nodes: SchemaNode[]; edges: SchemaEdge[] }): Promise<GraphLayout> {
  const blocks = [...Map.groupBy(graph.nodes, (node) => node.directory)].map(([path, nodes]) => columnsOf(path, nodes));
  const blockOf = new Map(blocks.flatMap((block) => block.nodes.map((node) => [node.path, block.path] as const)));
  const pairs = new Map(
    graph.edges
      .map(({ from, to }) => [blockOf.get(from), blockOf.get(to)])
      .map(([from, to]) => [`${from}\n${to}`, { from: from!, to: to! }]),
  );
  const { default: Elk } = await import('elkjs/lib/elk-api.js');
  const elk = new Elk({ workerFactory: () => new Worker('/elk-worker.min.js') });
  try {
    const laid = await Promise.all(
      (['RIGHT', 'DOWN'] as const).map(
        async (direction) =>
          (await elk.layout({
            id: 'root',
            layoutOptions: {
              'elk.algorithm': 'layered',
              'elk.direction': direction,
              'elk.layered.spacing.nodeNodeBetweenLayers': '44',
              'elk.spacing.nodeNode': '24',
              'elk.spacing.componentComponent': '24',
              'elk.aspectRatio': String(FRAME),
              'elk.layered.wrapping.strategy': 'MULTI_EDGE',
            },
            children: blocks.map(({ path, width, height }) => ({ id: path, width, height })),
            edges: [...pairs.values()]
              .filter(({ from, to }) => from !== to)
              .map(({ from, to }, i) => ({ id: `e${i}`, sources: [from], targets: [to] })),
          })) as ElkNode,
      ),
    );
    const size = (root: ElkNode): number => Math.max((root.width ?? 0) / FRAME, root.height ?? 0);
    const [right, down] = laid as [ElkNode, ElkNode];
    const root = size(down) < size(right) ? down : right;
    const places = new Map((root.children ?? []).map((child) => [child.id, child]));
    const nodes = blocks.flatMap((block) => {
      const { x = 0, y = 0 } = places.get(block.path) ?? {};
      return block.nodes.map((node) => ({ ...node, x: node.x + x, y: node.y + y }));
    });
    const at = new Map(nodes.map((node) => [node.path, node]));
    return {
      width: root.width ?? 100,
      height: root.height ?? 100,
      directories: blocks
        .filter((block) => !block.isFolded)
        .map(({ path, width, height }) => ({ path, width, height, x: places.get(path)?.x ?? 0, y: places.get(path)?.y ?? 0 })),
      nodes,
      edges: graph.edges.flatMap((edge, i) => {
        const [from, to] = [at.get(edge.from), at.get(edge.to)];
        return from && to ? [{ ...edge, id: `e${i}`, line: curve(from, to) }] : [];
      }),
    };
  } finally {
    elk.terminateWorker();
  }
}

interface Block {
  path: string;
  width: number;
  height: number;
  isFolded: boolean;
  nodes: (SchemaNode & Box)[];
}

/** A directory's files in columns, about as wide as they are high; a folded one is a box of its own. */
function columnsOf(path: string, nodes: readonly SchemaNode[]): Block {
  const boxes = [...nodes]
    .sort((a, b) => b.criticality - a.criticality)
    .map((node) => ({ ...node, width: widthOf(node), height: 22 + node.criticality * 1.8, x: 0, y: 0 }));
  const folded = boxes[0]?.files ? boxes[0] : undefined;
  if (folded) return { path, width: folded.width, height: folded.height, isFolded: true, nodes: [folded] };
  const rows = Math.max(3, Math.ceil(Math.sqrt(boxes.length * 3)));
  let [x, height] = [GAP, 0];
  for (let start = 0; start < boxes.length; start += rows) {
    const column = boxes.slice(start, start + rows);
    let y = HEAD;
    for (const box of column) {
      Object.assign(box, { x, y });
      y += box.height + GAP;
    }
    height = Math.max(height, y);
    x += Math.max(...column.map((box) => box.width)) + GAP;
  }
  return { path, width: Math.max(x, path.length * MONO_PX + 48), height, isFolded: false, nodes: boxes };
}

const widthOf = (node: SchemaNode): number =>
  Math.round(44 + (node.name.length + (node.files ? String(node.files).length + 5 : 0)) * MONO_PX);

/** From side to side where one stands beside the other, else from bottom to top. */
function curve(from: Box, to: Box): string {
  const middle = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  const [a, b] = [middle(from), middle(to)];
  const isBeside = from.x + from.width < to.x || to.x + to.width < from.x;
  if (isBeside) {
    const sign = a.x < b.x ? 1 : -1;
    const [start, end] = [a.x + (sign * from.width) / 2, b.x - (sign * to.width) / 2];
    const bend = Math.max(24, Math.abs(end - start) / 2) * sign;
    return `M${start} ${a.y}C${start + bend} ${a.y} ${end - bend} ${b.y} ${end} ${b.y}`;
  }
  const sign = a.y < b.y ? 1 : -1;
  const [start, end] = [a.y + (sign * from.height) / 2, b.y - (sign * to.height) / 2];
  const bend = Math.max(16, Math.abs(end - start) / 2) * sign;
  return `M${a.x} ${start}C${a.x} ${start + bend} ${b.x} ${end - bend} ${b.x} ${end}`;
}
