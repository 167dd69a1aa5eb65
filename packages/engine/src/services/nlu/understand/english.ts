/** English words that people use who write to a shop. Names of products are left out: they are written in every language. */
const ENGLISH = new Set(
  `a about account actually add address after again agent ago all almost already also always am an and another answer any anybody
  anyone anything apply are arrive arrived arriving as ask asked at available away back bad be because been before being best better
  between big bill black blue book both bought box broke broken but buy by call came can can't cancel canceled cancelled cannot card
  change charge charged cheap cheaper check checking choose clothes colour color come coming company complain complaint confirm
  confirmation contact correct cost costs could couldn't country courier credit customer customs damaged date day days delay delayed
  delete deliver delivered delivery did didn't different discount do does doesn't doing don't done door down each early email end enough
  ever every everything exchange excuse expired express fail failed fast faulty feel few find first fit fits for forgot found free friend from
  full get getting gift give given go going gone got great green guys had happen happened happens has hasn't have haven't having he
  hear heard help helped her here him his hold home hour hours how human i i'd i'll i'm i've if in information inside instead into
  invoice is isn't issue it it's item items its job joke just keep kind know large last late later leave left less let let's like
  little long look looking lost lot love made mail make many material may maybe me mean meant message methods might mine missing mistake
  money month months more most much must my name need needed needs never new next nice nobody not nothing now number of off offer
  offers often old on once one only open opening or order ordered ordering orders other our out over package paid parcel password past
  pay payment people person phone pick picture place please points policy possible price problem product products promised purchase
  put question questions quick quickly rather read ready really reason receipt receive received red refund refunded refunds regular
  remove repair replace replacement return returned returning returns right said sale same save say says see sell send sending sent
  service several she ship shipped shipping ships shoes shop should show sign since size sizes small so sold some somebody someone
  something soon sorry speak standard start status still stock stop store stuff such sure take taken takes talk tax tell than thank
  that that's the their them then there there's these they thing things think this those time times to today tomorrow too took track
  tracking tried try trying two type understand until up update upset us use used using very voucher wait waiting want wanted wants
  warranty was wasn't way we week weekend weeks well went were what what's when where where's which while white who whole whose why
  will with without won't word work working works would write wrong year years yesterday yet you you'd you'll you're you've your yours
  wanna gonna pls plz u ur dont cant wheres whats im ive didnt doesnt havent hasnt refound adress recieve recieved oder shiping isnt wont`.split(
    /\s+/,
  ),
);
/** Which of these are slips; they are as English as the others. */
const MISSPELT = new Set("refound adress recieve recieved oder shiping".split(" "));
/** Said by everybody, in whatever language they write else. */
const EVERYBODYS = new Set(
  `ok okay k hi hello hey helo hallo yes yeah yep no nope bye byebye thanks thank thx ty you thankyou sorry please pls plz good nice cool great
  vip app wifi logo email mail pro max mini plus new sale hot free no yo wow oh ah haha hahaha lol omg emmm hmm em um er xl xxl xs s m l
  a i u me he she we man men can long song gun pin fan hen die sun ban hang test one two three size code pay up so too my`.split(
    /\s+/,
  ),
);
/** A syllable of Chinese in Latin letters, and words made of nothing else ("kuaidi", "women"). */
const PINYIN =
  /^(?:(?:b|p|m|f|d|t|n|l|g|k|h|j|q|x|zh|ch|sh|r|z|c|s|y|w)?(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ua|uo|uai|ui|uan|un|uang|ue|v|ve|er))+$/;
/** Letters of a word that is no syllable of Chinese by chance. */
const LONG = 5;

/** Whether a word, in small letters, is one that people use who write to a shop. */
export const isWord = (word: string): boolean => EVERYBODYS.has(word) || (ENGLISH.has(word) && !MISSPELT.has(word));

/** Whether these words, in Latin letters, are English beyond doubt. */
export function isEnglish(words: readonly string[]): boolean {
  const written = words.map((word) => word.toLowerCase().replaceAll("’", "'"));
  const known = written.filter((word) => ENGLISH.has(word));
  const telling = known.filter((word) => !EVERYBODYS.has(word) && (!PINYIN.test(word) || word.length >= LONG));
  return (
    telling.length > 0 &&
    2 * written.filter((word) => ENGLISH.has(word) || EVERYBODYS.has(word)).length > written.length
  );
}
