const table = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trim()
      .split(/\s*[,\n]\s*/)
      .filter(Boolean)
      .map((entry) => {
        const at = entry.lastIndexOf(' ');
        return [entry.slice(0, at).replaceAll(' ', ''), `#${entry.slice(at + 1)}`];
      }),
  );

/** The named colours of CSS Color Module Level 4; "grey" is read as "gray" before. Keys without spaces. */
export const CSS_COLOURS = table(`
  alice blue f0f8ff, antique white faebd7, aqua 00ffff, aquamarine 7fffd4, azure f0ffff, beige f5f5dc, bisque ffe4c4, black 000000, blanched almond ffebcd, blue 0000ff
  blue violet 8a2be2, brown a52a2a, burlywood deb887, cadet blue 5f9ea0, chartreuse 7fff00, chocolate d2691e, coral ff7f50, cornflower blue 6495ed, cornsilk fff8dc
  crimson dc143c, cyan 00ffff, dark blue 00008b, dark cyan 008b8b, dark goldenrod b8860b, dark gray a9a9a9, dark green 006400, dark khaki bdb76b, dark magenta 8b008b
  dark olive green 556b2f, dark orange ff8c00, dark orchid 9932cc, dark red 8b0000, dark salmon e9967a, dark sea green 8fbc8f, dark slate blue 483d8b
  dark slate gray 2f4f4f, dark turquoise 00ced1, dark violet 9400d3, deep pink ff1493, deep sky blue 00bfff, dim gray 696969, dodger blue 1e90ff, firebrick b22222
  floral white fffaf0, forest green 228b22, fuchsia ff00ff, gainsboro dcdcdc, ghost white f8f8ff, gold ffd700, goldenrod daa520, gray 808080, green 008000
  green yellow adff2f, honeydew f0fff0, hot pink ff69b4, indian red cd5c5c, indigo 4b0082, ivory fffff0, khaki f0e68c, lavender e6e6fa, lavender blush fff0f5
  lawn green 7cfc00, lemon chiffon fffacd, light blue add8e6, light coral f08080, light cyan e0ffff, light goldenrod yellow fafad2, light gray d3d3d3
  light green 90ee90, light pink ffb6c1, light salmon ffa07a, light sea green 20b2aa, light sky blue 87cefa, light slate gray 778899, light steel blue b0c4de
  light yellow ffffe0, lime 00ff00, lime green 32cd32, linen faf0e6, magenta ff00ff, maroon 800000, medium aquamarine 66cdaa, medium blue 0000cd, medium orchid ba55d3
  medium purple 9370db, medium sea green 3cb371, medium slate blue 7b68ee, medium spring green 00fa9a, medium turquoise 48d1cc, medium violet red c71585
  midnight blue 191970, mint cream f5fffa, misty rose ffe4e1, moccasin ffe4b5, navajo white ffdead, navy 000080, old lace fdf5e6, olive 808000, olive drab 6b8e23
  orange ffa500, orange red ff4500, orchid da70d6, pale goldenrod eee8aa, pale green 98fb98, pale turquoise afeeee, pale violet red db7093, papaya whip ffefd5
  peach puff ffdab9, peru cd853f, pink ffc0cb, plum dda0dd, powder blue b0e0e6, purple 800080, rebecca purple 663399, red ff0000, rosy brown bc8f8f, royal blue 4169e1
  saddle brown 8b4513, salmon fa8072, sandy brown f4a460, sea green 2e8b57, seashell fff5ee, sienna a0522d, silver c0c0c0, sky blue 87ceeb, slate blue 6a5acd
  slate gray 708090, snow fffafa, spring green 00ff7f, steel blue 4682b4, tan d2b48c, teal 008080, thistle d8bfd8, tomato ff6347, turquoise 40e0d0, violet ee82ee
  wheat f5deb3, white ffffff, white smoke f5f5f5, yellow ffff00, yellow green 9acd32`);

/** What people call colours beyond CSS; values are ours, near what the thing named looks like. */
export const DESCRIPTIVE_COLOURS = table(`
  off white faf9f6, bone e8e0d0, bone white f3efe4, eggshell f3ead9, cream fff8e1, champagne f7e7ce, pearl f2efe8, pearl white f6f3ec, alabaster f4f1e9, porcelain f1f4f2
  vanilla f7edc3, buttermilk fff3c9, butter fbe79a, buttercream fdf0c8, milk fbf8f0, oatmeal e2d8c5, oat e6dcc8, parchment f3e9d2, paper f7f4ec, papyrus efe4c6, chalk f5f3ee
  cotton f8f6f1, linen white faf3e8, feather white f7f7f4, cloud white f4f6f8, cloud eef1f4, frost e9f3f5, frost white f2f8fa, snow white fbfcfd, ice e3f3f8, ice white eff8fa
  dust white f0ece4, daisy white fbfaf2, lily white f9f8f3, rice white f6f2e7, milky white fbf7ee, smoke f0f0ee, ghost f7f7fb, opal dfe9e6, moonstone d5dde4, moonlight e9ebf0
  moon white eef1f3, warm white fdf8f0, cool white f4f8fb, soft white f9f7f2, ivory white fdfbee, antique ivory f2e8d2, ecru ded4b8, sand e3d0a8, desert sand edc9af, sandstone d9bf94
  dune d8c3a0, beach ecdcb5, biscuit e5cfa6, almond efdecd, almond milk f0e6d6, nude e3c2a8, fawn dcb98a, buff eed9a3, camel c19a6b, latte cfae8a, cappuccino b08b6a, coffee 6f4e37
  espresso 3c2a21, mocha 8b6a52, cocoa 6b4434, hazelnut b08a66, chestnut 8a4b35, walnut 5f4636, mahogany 7a2f22, caramel c68e4e, toffee a56a3a, cinnamon b5653a, nutmeg 8f5f43
  ginger c46b1f, honey e5a93a, amber ffbf00, maple b9652b, cognac 94502f, whiskey c98a4b, bronze cd7f32, copper b87333, brass b5a150, rust b7410e, terracotta c96a4b, clay b66a50
  brick a8402f, brick red a8332c, burnt sienna e97451, raw sienna c58a4a, burnt orange cc5500, burnt umber 8a3324, umber 635147, sepia 704f37, ochre cc8a2e, mustard d9a520
  saffron f4c430, turmeric e0a21b, marigold eaa221, sunflower ffc72c, sunlight fdf2b0, sunshine fee36e, sunset f5a26b, sunrise fbc58c, dandelion f4d847, daffodil ffe74f
  canary fff069, lemon fdee4a, lemon mist fbf6c8, lemon cream fdf6cf, primrose f6e9a5, corn f5d76e, maize f2c649, straw e4d38a, hay d9c77e, apricot fbceb1, peach ffcba4
  peach cream ffe6d3, melon fdbcb4, cantaloupe ffb97a, mango ff9a3c, papaya ff9558, tangerine f58220, mandarin f37a48, pumpkin e8762c, carrot ed7a23, persimmon e9573e
  flamingo fc8eac, blush f6d2d0, rose ff5c8a, rose gold c98d80, rosewood 65000b, dusty rose c4878b, pale rose f4d5d8, tea rose f4c2c2, rose quartz f3c9d0, ballet pink f5dcdf
  bubblegum ff8fc4, candy f77fb0, cotton candy ffc4e1, carnation f9a1b5, cerise de3163, raspberry c72c5b, strawberry e8434f, cherry c41e3a, cranberry 9f1f3c, ruby 9b111e
  scarlet e32636, vermilion e34234, cardinal b51f36, blood red 8a0a12, wine 722f37, burgundy 800020, bordeaux 6e1a2b, merlot 66222f, claret 7f1734, oxblood 5b1416, garnet 7a2533
  berry 8a2a52, mulberry 8b3a62, blackberry 43264a, blueberry 4a5ea3, grape 6a3d8f, aubergine 4b2443, eggplant 573454, fig 5b3a53, heather a58fb8, lilac c8a2c8, pale lilac e4d3ea
  mauve c9a0dc, wisteria b7a0dc, periwinkle a9b2f0, iris 5d4fcf, amethyst 9966cc, lavender mist ece6f5, orchid mist ecdcee, royal purple 6b3fa0, violet blue 4b4fc4, ultraviolet 5f4b8b
  baby pink f8cdd6, baby blue bfe0f5, baby green cfe8c6, ice blue d6ecf3, glacier c9dfe6, glacier blue cbe2ee, arctic e4f0f5, arctic blue d3e7f0, frost blue dcecf3, powder e9eef2
  morning mist dfe7ea, morning fog d9dfe2, mist e1e7ea, fog dcdfe1, haze dfe0e4, misty blue c9d8e2, sky b3dcf2, azure blue 2f80ed, cerulean 2a7fb8, sapphire 1f4fa3, cobalt 0047ab
  cobalt blue 0047ab, ultramarine 3f2bb0, prussian blue 12324f, ocean 1f6f8b, ocean blue 1c6ea4, sea 2f8f8b, sea foam b7e4cf, seafoam green a8dcc0, lagoon 1f9aa0, marine 123f6d
  navy blue 0b1f4b, oxford blue 14213d, ink 1f2a38, indigo blue 35408f, denim 3f6a96, electric blue 2f7bff, neon blue 2f6bff, peacock 126b7a, petrol 1f5561, turquoise blue 2fc6cf
  robin egg blue 8fd8d8, duck egg d3e6df, tiffany blue 81d8d0, aqua blue 5fd6e8, bluebell 9a9fd6, hydrangea 9fb2df, steel 71808f, slate 64707d, storm 525c68, gunmetal 2e363d
  pewter 8e9498, lead 5f6468, iron 50565b, nickel 8a8d8f, chrome c7ccd0, platinum e5e4e2, titanium 8b8c8a, graphite 3b3f44, charcoal 36454f, charcoal gray 3b444b, coal 2b2d30
  soot 262424, onyx 353839, obsidian 1b1c22, jet 2b2b2b, jet black 141414, ebony 2f2b29, midnight 191e38, raven 22242c, ash b2beb5, pale ash e2e4df, ash gray b2b8b3
  cool gray 8c92ac, warm gray a39b92, stone bdb5a7, pebble c5bdb0, concrete b5b5b1, cement a9a9a4, greige c9bfb0, taupe 8b7d6f, mushroom b5a596, dove gray b9b7b4, pearl gray d3d2ce
  faint gray ededed, off black 1e1e1e, mint aaf0d1, mint green 98e3bf, mint frost dff5ea, mint white f0faf5, peppermint c9ecdc, spearmint 8fdcb8, menthol c8f2d8, pistachio b9d89a
  sage b2bfa0, sage green a3b18a, eucalyptus 8fb3a2, moss 8a9a5b, moss green 7f8f4e, dark moss green 4a5d23, fern 5f9a56, forest 2a5c35, pine 1f4f3b, pine green 1d5c4a
  emerald 2fb673, emerald green 1f9e63, jade 00a86b, malachite 1bb55c, hunter green 355e3b, bottle green 0b4f3c, racing green 0d4d3a, british racing green 0a4a35, army green 4f5a35
  military green 525f3a, olive green 6b7a2f, avocado 687d35, kiwi 8cc84b, lime zest c8e34d, apple 7fb53c, apple green 84bd45, pear cfd85a, grass 5f9a3a, grass green 569a3c
  leaf 6aa84f, leaf green 5f9f4a, spring c5e6a6, meadow 86b96b, clover 3f8a4a, basil 5b7a45, ivy 3f6b4a, cypress 4f6a58, seaweed 3f6b5c, kelp 4d5d43, celery c5cf8a
  celadon ace1af, tea green d0f0c0, neon green 39ff14, electric lime ccff00, neon pink ff3fa4, shocking pink fc0fc0, hot magenta ff1dce, electric purple bf00ff, neon yellow f4ff3a
  neon orange ff6a1f, tawny c0682f, sand dollar e9dcc3, wool efe8da, flax e6d6a0, jute cdb48a, hemp c9bb94, bamboo d6c88f, driftwood b29f88, oak c39b6a, teak b1834f, cedar a35f45
  redwood a45a52, sandalwood c09a7c, cork b8905f, leather 8d5a35, suede 9b7757, mud 70543e, earth 7d6244, soil 5a4637, khaki green 7f8259, lotus f0d9e0, cherry blossom ffd1dc
  sakura fbd3de, peony f1a7bf, tulip f17c8b, poppy e35335, lava cf3a1d, fire e4572e, flame e2582e, ember c8482a, dusk 6c6a85, twilight 4e4b73, dawn f4d9c6, night 16192b, space 1d1f33
  galaxy 2b2450, aurora 7fd8be, spearmint cream def3e8, ice cream fdf3e3, custard f7e7a9, banana fce883, pineapple f5dd66, lime cream e9f5c9, tea c9a66b, matcha b5c77a, chai d0a97c
  rouge a94064, magnolia f4ecec, jasmine f8e8b0, gardenia f5f0e2, camellia f2777a, hibiscus c23a6a, fuchsia pink f55fb8, dark champagne c2ac7e, pale gold e8d9a0, old gold c7a43a
  antique gold c5a253, rich black 0a0d12, eerie black 1b1b1b, prune 6b2f4a, beet 8e2950, cayenne 93302b, paprika b0402a, chili b5332a, tomato red dd4a3a, candy apple red d91e2a
  fire engine red ce2029, lipstick c0304f, coral pink f88a7d, coral red ff4a4f, salmon pink ff9d94, seashell pink fbe7df, shell f6e6d8, oyster dcd6c8, opaline dcecdf, silver gray bfc3c6
  aluminium a9acb0, aluminum a9acb0, mercury dcdcdd, zinc 8f9396, quartz d9d4dc, crystal d9edf2, diamond e3f0f5, topaz f0b85a, citrine e4c33a, peridot b7cf3a, aquamarine blue 71d9e2
  lapis 26619c, lapis lazuli 26619c, tanzanite 4f46a8, jasper b8463c, agate b98a86, coconut f5f1e8, marshmallow f9f1ee, meringue faf2dc, whipped cream fbf8f1, sugar fbf9f6, salt f4f4f2, flour f8f5ec`);
