import { codes, date, domain, file, image, long, moment, money, number, text, thing, url, who } from './thing.js';

/** Words of many trades, as they stand where nothing tells which trade is meant. */
export const plain = domain(
  'plain',
  `Agreed with everybody who was there. | Short, since most of it is known. | To be looked at again next month. | Nothing else to add. | Asked for twice, so it seems to matter. | The second try, after the first came to nothing. | Confirmed by telephone. | As it was handed in.`,
  [
    thing('admission', 'clipboard', 'table', [text('number'), date('date'), long('notes')], codes('ADM', 210)),
    thing(
      'service | service package | service offering',
      'hand',
      'cards',
      [text('name'), long(), money('price', 15, 240), image()],
      `First consultation | Standard package | Yearly check | Visit on site | Help by telephone | Setting up | Training for a team | Express handling | Follow-up | Individual advice | Monthly care | Planning and estimate`,
    ),
    thing(
      'resource',
      'folder',
      'table',
      [text('name'), long(), date('available from')],
      `North cluster | Shared storage | Meeting corner | Reserve team | Test bench | Field kit | Archive space | Second line | Training room | Backup unit | Mobile desk | Spare capacity`,
    ),
    thing(
      'recommendation',
      'star',
      'feed',
      [text('title'), long('text'), image()],
      `Start with the short one | Go on a weekday | Worth the detour | Ask for the corner table | Take the slow train | Good for a rainy day | Bring a friend | Read this first | For a quiet evening | The best of last year | A safe choice | Not only for beginners`,
    ),
    thing(
      'feedback',
      'speech',
      'feed',
      [text('subject'), long('message'), date('date')],
      `A wish for the menu | Thank you | The form is hard to find | Opening times | Too many steps | Works well on the phone | A word that is missing | Print is too small | Good idea, one question | Please keep the old list | Lost my place twice | More like this`,
    ),
    thing(
      'examination | test | assessment',
      'clipboard',
      'table',
      [text('title'), date('date'), long('notes')],
      `First round | Yearly check | Repeat after repair | Entry check | Sample A | Sample B | Final round | Long run | Cold start | Full load | Spot check | Second opinion`,
    ),
    thing(
      'game | game title | video game',
      'dice',
      'cards',
      [text('name'), long(), image()],
      `Paper Harbour | Nine Lanterns | Fox and Ferry | Tower of Tin | Moss Maze | Night Courier | Cloud Garden | The Long Bridge | Copper Coast | Snail Derby | Winter Signal | Two Kites`,
    ),
    thing(
      'notification | alert',
      'flag',
      'feed',
      [text('title'), long('text'), moment('sent at')],
      `Your request was received | New answer for you | Date changed | Nearly full | Please confirm | Ready to collect | Closed on Monday | Entry approved | Password changed | A place is free | Report is ready | Thank you for waiting`,
    ),
    thing('application', 'document', 'board', [text('number'), long('reason'), date('applied on'), file('document')], codes('APP', 120)),
    thing(
      'city | town | region | province',
      'building',
      'cards',
      [text('name'), text('country'), long(), image()],
      `Lisbon | Kyoto | Ghent | Oaxaca | Tromsø | Cork | Ljubljana | Valparaíso | Bergen | Porto | Graz | Aarhus`,
    ),
    thing(
      'advertisement | advert | ad | banner ad',
      'megaphone',
      'cards',
      [text('title'), long('text'), url('link'), date('starts on'), date('ends on'), image()],
      `Spring at the harbour | New opening times | Two for one on Tuesdays | Open house | Season tickets | Autumn courses | Now by bicycle | Late on Thursdays | First class free | Made next door | Winter market | Ten years`,
    ),
    thing(
      'audio | audio file | audio clip',
      'music',
      'table',
      [text('title'), file('audio'), number('length', 'min', 1, 60), long()],
      `Morning in the marsh | Voices of the market | Rain on a tin roof | Letter read aloud | The night ferry | Bells at noon | Interview, part one | Interview, part two | Steps on gravel | Lullaby | Station concourse | Wind in reeds`,
    ),
    thing('score', 'chart', 'table', [who('person'), number('score', undefined, 0, 100), date('date')], ''),
  ],
);
