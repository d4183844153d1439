/**
 * Letters that look like a Latin one, by that letter: what is left of Unicode's confusables.txt (UTS 39) and of the Unicode names
 * ("LATIN LETTER SMALL CAPITAL A") once a text is in lower case and compatibility decomposed, in the scripts that people borrow from.
 */
const LOOK_ALIKES: Record<string, string> = {
  a: 'ɐɑαадᴀᶏⱥꓮꓯꭺ𝈗🅐🅰🇦',
  b: 'ƀƃƅɓʙβвьѣҍᏼᵬᶀꓐꞗꞵꮟ🅑🅱🇧',
  c: '¢ƈȼɕͽςсҫԑᴄↄⲉⲥꓚꜿꞓꞔꮛꮯ𝼝🅒🅲🇨',
  d: 'ðđƌȡɖɗԁᴅᵭᶁᶑꓒꓓꟈꭰꮷ🅓🅳🇩',
  e: 'ǝɇɘəɛɜεеэёєҽҿәᴇᶒᶓ€ⱸⱻꓰꓱꬲꬴꭼ𝈡🅔🅴🇪',
  f: 'ƒϝքᵮᶂẝꓝꜰꞙꬵ𝈓🅕🅵🇫ғ',
  g: 'ƍǥɠɡɢʛԍցᏻᵷᶃꓖꞡꬶꮐ𝼂🅖🅶🇬',
  h: 'ħɥɦʜʮʯнћңһӈӊհᏺⱨⲏꓧꚕꞕꮋꮒ🅗🅷🇭Η',
  i: 'ıɨɩɪιіӏᴉᵻᵼᶖꙇꭵ𝼚🅘🅸🇮',
  j: 'ȷɉɟʄʝϳјյᴊꓙꭻ🅙🅹🇯',
  k: 'ƙʞκкқҟᴋᶄⱪⲕꓗꝁꝃꝅꞣꮶ𝼃𝼐🅚🅺🇰',
  l: '£łƚǀȴɫɬɭʟᴌᶅⱡⲓⳑꓡꓲꝉꞁꞎꬷꬸꬹꮮ𝈪𝼄𝼑𝼓🅛🅻🇱',
  m: 'ɯɰɱϻмӎպᴍᵯᶆⲙꓟꟺꬺꮇ🅜🅼🇲Μ',
  n: 'ƞηȵɲɳɴͷπийлпҋոռᴎᵰᶇⲛꓠꓵꞑꞥꬻ𝈋𝉅🅝🅽🇳Ν',
  o: 'øɔɵͻθοоѳөօᴏᴐᴑᶗⱺⲟꓛꓳꝋꝍꬽꬾꬿꭴꮎꮻ𝈚𝼛🅞🅾🇴σ',
  p: 'ƥρрᴘᴩᵱᵽᶈⲣꓑꝑꝓꝕꮲ🅟🅿🇵Р',
  q: 'ɋʠԛգզᶐꝗꝙꞯ🅠🆀🇶',
  r: 'ɍɹɺɻɼɽɾɿʀгяᴙᴚᴦᵲᵳᶉⱹꓣꞧꭆꭇꭈꭉꭋꭌꭨꭱꮢ𝈖𝼈𝼕𝼖🅡🆁🇷Γ',
  s: 'ƽȿʂѕտᵴᶊꓢꜱꞩꟊꮥꮪ𝼞🅢🆂🇸',
  t: 'ŧƫƭȶʇʈτтҭᴛᵵⱦⲧꓔꭲꮏ𝼉𝼍🅣🆃🇹',
  u: 'ʉμцսᴜᵾᶙꓴꞟꞹꭎꭒꮜ🅤🆄🇺υ',
  v: 'ʋʌλѵӆᴠᴧᶌⱱⱴꓥꓦꝟꮩ𝈍🅥🆅🇻ν',
  w: 'ʍωшщѡѽԝաᴡⱳꓪꝡꮃꮗꮤ𝈢🅦🆆🇼',
  x: 'χхҳᶍⲭꓫꭓꭖꭗꭘꭙ🅧🆇🇽',
  y: 'ƴɏɣʎʏγуүұỿⲅⲩꓬꭚꭹꮁꮍ𝼆🅨🆈🇾Υ',
  z: 'ƶȥɀʐʑζᴢᵶᶎⱬꓜꮓ𐋵🅩🆉🇿',
}

const LATIN = new Map([
  ...Object.entries(LOOK_ALIKES).flatMap(([latin, others]) =>
    [...others].map((other): [string, string] => [other, latin]),
  ),
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
])

/** A text as it is seen, and for each of its characters the place in the original that it comes from. */
export type Seen = { text: string; places: number[] }

/**
 * A text as a reader sees it, in plain small letters: without accents, without what is not shown, with look-alikes led back to Latin and
 * with what is hidden in characters that only a program reads. Line ends stay.
 */
export function asSeen(text: string): Seen {
  let seen = ''
  const places: number[] = []
  for (let at = 0; at < text.length; ) {
    const { character, length } = characterAt(text, at)
    const plain = plainOf(character)
    seen += plain
    for (let one = 0; one < plain.length; one += 1) places.push(at)
    at += length
  }
  return { text: seen, places }
}

const ESCAPED = /&#(\d{2,6});|&#x([0-9a-f]{2,6});|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|%([0-9a-f]{2})/iy

/** The character at a place, which may be written as its number. */
function characterAt(text: string, at: number): { character: string; length: number } {
  const first = text.charAt(at)
  if (first === '&' || first === '\\' || first === '%') {
    ESCAPED.lastIndex = at
    const [whole, decimal, ...hex] = ESCAPED.exec(text) ?? []
    const code = decimal ? Number(decimal) : Number.parseInt(hex.find((digits) => digits) ?? '', 16)
    if (whole && code >= 0x20 && code <= 0x10ffff)
      return { character: String.fromCodePoint(code), length: whole.length }
  }
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return { character, length: character.length }
}

const ASCII_TAGS = 0xe0000 // each ASCII character again, unseen
const BYTES = 0xe0100 - 16 // variation selectors that carry a byte

const IS_UNSEEN = /[\p{Cf}\p{Cc}\p{M}\p{Default_Ignorable_Code_Point}]/u

function plainOf(character: string): string {
  if (/[!-~]/.test(character)) return character.toLowerCase()
  if (/[\n\u2028\u2029]/.test(character)) return '\n'
  if (/\s/.test(character)) return ' '
  const hidden = hiddenIn(character.codePointAt(0) ?? 0)
  if (hidden) return hidden.toLowerCase()
  if (IS_UNSEEN.test(character)) return ''
  const letters = character.normalize('NFKD').replace(/\p{M}/gu, '')
  return [...letters].map((letter) => LATIN.get(letter) ?? lower(letter)).join('')
}

const lower = (letter: string) => {
  const small = letter.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
  return LATIN.get(small) ?? small
}

/** What a character that nobody sees says to a program. */
function hiddenIn(code: number): string {
  const ascii = code >= BYTES + 16 && code < BYTES + 256 ? code - BYTES : code - ASCII_TAGS
  return ascii >= 0x20 && ascii < 0x7f ? String.fromCharCode(ascii) : ''
}
