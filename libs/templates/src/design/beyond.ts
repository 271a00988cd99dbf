/** What is asked for and no template writes, and what it would take. The first that fits counts. */
const BEYOND: readonly [RegExp, string][] = [
  [
    /^\W*(please )?(fix|repair|debug|troubleshoot|upgrade|optimi[sz]e|relaunch|migrate)( and \w+)? (an?|the|our|my|this|existing)\b.*\b(web ?site|app(lication)?|platform|bugs?|errors?|issues?|code|version)\b/i,
    'What is written is a new project; one that is there already is not changed',
  ],
  [
    /\b((web ?site|page|form|app|mini-program|survey) (builder|designer|editor|generator)|(low|no)-code)\b/i,
    'An editor in which parts are put together is a tool of its own',
  ],
  [
    /\b(word process(ing|or)|(code|text|image|photo|video|audio|markdown|vector) editor|(drawing|painting) (tool|board|function|app|web ?site|program)s?|paint program|whiteboard)\b/i,
    'An editor is a tool of its own, not a record that is kept',
  ],
  [
    /\b(run(ning|s)?|execut(e|es|ing)|compil(e|es|ing)|interpret(ing)?) (\w+ ){0,3}(scripts?|code|programs?|SQL( queries| statements?)?|commands?)\b|\bcode (formatter|playground|runner)\b/i,
    'Running what people write needs a machine that is shut off from the rest',
  ],
  [
    /\b(web server|HTTP requests?|component library|style library|UI (framework|library)|reverse proxy|load balanc\w+|message queue|graph database|SDK)\b/i,
    'It is a part that programmers build with, and no application that people use',
  ],
  [
    /\b(voice|speech) (recognition|input|command|call|chat|synthesis|broadcast\w*)|text[- ]to[- ]speech|interactive voice/i,
    'Speech needs a model or a service of its own',
  ],
  [
    /\b(video|audio|voice) (call|conference|conferencing|chat|meeting)s?\b|webrtc|live[- ]?stream\w*|broadcast\w* live/i,
    'Live video and sound need a media server',
  ],
  [
    /\b(image|face|facial|object|character|plate|handwriting) recognition\b|\bOCR\b|computer vision|image (generation|classification|cutting)|background removal/i,
    'Recognising or making pictures needs a model',
  ],
  [
    /\b(AI|artificial intelligence|machine learning|deep learning|neural network|chat ?bot|LLM|GPT|large language model|intelligent (recommendation|analysis|assistant)|natural language)\b/i,
    'It needs a model; everything that is written here runs without one',
  ],
  [
    /\b(3D|three-dimensional|VR|AR|virtual reality|augmented reality|WebGL|WebXR)\b/i,
    'Three-dimensional scenes are outside of what templates write',
  ],
  [/\b(scrap(e|ing)|crawl(er|ing)?)\b/i, 'Reading other sites needs their addresses and their consent'],
  [/\b(blockchain|smart contract|NFT|crypto(currency)? wallet|mining)\b/i, 'A chain needs a network and keys'],
  [
    /\b(SMS|text message)(s| verification| notification)?\b|push notification|\b(e-?mail|mail) (sending|notification|verification|delivery|server)s?\b|\bsend(ing)? (e-?mails?|SMS)\b/i,
    'Sending needs a provider; people are told within the application',
  ],
  [
    /\b(google|apple|facebook|wechat|weibo|twitter|github|social)( media)? (log-?in|sign-?in|authentication|sharing|integration|account)s?\b|third-party (log-?in|platform|payment|service|api)s?\b|\bOAuth\b/i,
    'It needs an account at that service',
  ],
  [
    /\b(real-?time|interactive|live)? ?(map|GPS|geolocation|navigation route|route planning|location tracking|positioning)s?\b/i,
    'A map needs a provider of maps; places are kept with their addresses',
  ],
  [
    /\b(multi-?language|multilingual|translation|internationali[sz]ation|language switch\w*|switch(ing)? (between )?languages?)\b/i,
    'Texts are written in one language',
  ],
  [
    /\b(encrypt|decrypt|encryption|decryption|compression|compress|malware|virus|firewall|penetration|vulnerability scan)\w*\b/i,
    'It is a tool of its own, not a record that is kept',
  ],
  [
    /\b(video|audio|image|photo|picture) (editing|processing|conversion|playback effects?|filters?)\b|\b(edit|process|crop|rotate|resize|trim|cut|watermark)(ing)? (videos?|audios?|images?|photos?)\b|\bwatermarks?\b/i,
    'Editing media is outside of what templates write',
  ],
  [
    /\b(converts?|conversion|converting|transform|parsing|compiler|code (generation|editor))\b.*\b(file|format|PDF|Word|Excel|code|JSON|XML|video|audio|image)s?\b/i,
    'Converting files is outside of what templates write',
  ],
  [
    /\bedit(ing)? ((the|their|own) )?(csv|pdf|word|excel|json|xml|html|code|office) (files?|documents?)\b|\b(save|store|export|download)\b.* (in|as|to|into) (a |an )?(pdf|word|docx?|pptx?|json|xml|png|jpe?g)( (formats?|files?|documents?))?\b/i,
    'Lists are given as CSV; nothing that is written makes or edits other files',
  ],
  [
    /\blocally\b|\blocal (pc|computers?|disks?|storage|files?|devices?)\b/i,
    'A page in a browser reads and writes no files of whoever looks at it',
  ],
  [
    /\b(iOS|Android|native (mobile )?app|desktop application|browser extension|plug-?in|command[- ]line|CLI)\b/i,
    'What is written is a web application',
  ],
  [/\b(search engine optimi[sz]ation|SEO|advertis\w+|ad network)\b/i, 'It depends on services outside'],
  [
    /\b(IoT|sensor|bluetooth|hardware|device control|smart home|PLC|serial port|camera feed|monitoring camera)\b/i,
    'Devices have to be connected by somebody who has them',
  ],
];

/** Why templates do not write what a phrase asks for; undefined: nothing speaks against it. */
export const beyondTemplates = (text: string): string | undefined => BEYOND.find(([pattern]) => pattern.test(text))?.[1];
