import { readTeamFile } from '../../src/cli/team-file/team-file.ts'

const HEAD = 'person,name,team,position,manager\n'
const ANA = { actor: 'U0ANA00', name: 'Ana Müller', team: 'Vertrieb Süd', position: 'Lead', manager: 'U0PRIYA0' }
const JONAS = { actor: 'U0JONAS0', name: 'Jonas', team: 'Vertrieb Süd', position: '', manager: 'U0PRIYA0' }
const TABLE = `person,name,team,position,manager\r\nU0ANA00,Ana Müller,Vertrieb Süd,Lead,U0PRIYA0\r\nU0JONAS0,Jonas,Vertrieb Süd,,U0PRIYA0\r\n`
const SLACK = new Map(
  ['ana', 'jonas', 'priya', 'omar'].map((name) => [
    `${name}@acme.example`,
    { id: `U0${name.toUpperCase()}00`, name: `${name} of Slack` },
  ]),
)

/** What is made of a file, where Slack knows these people. */
async function read(file: string | Uint8Array) {
  let asked = 0
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  const found = await readTeamFile(bytes, async () => {
    asked += 1
    return SLACK
  })
  return { people: [], notes: [], wrong: [], ...found, asked }
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le')
const latin = (text: string) => Buffer.from(text, 'latin1') // as Windows-1252, for these letters
const lines = (...all: string[]) => all.join('\n')

// biome-ignore format: a table
test.each<[string, string | Uint8Array]>([
  ['as a spreadsheet writes it', TABLE],
  ['with a mark in front', `\uFEFF${TABLE}`],
  ['with lines as they were on an old Mac', TABLE.replaceAll('\r\n', '\r')],
  ['with lines of both kinds', TABLE.replace('\r\n', '\n')],
  ['with semicolons', TABLE.replaceAll(',', ';')],
  ['with semicolons, as its own first line says', `sep=;\r\n${TABLE.replaceAll(',', ';')}`],
  ['with a mark, and a first line in quotes that says sep=', `\uFEFF"sep=;"\r\n${TABLE.replaceAll(',', ';')}`],
  ['with tabs', TABLE.replaceAll(',', '\t')],
  ['with bars', TABLE.replaceAll(',', '|')],
  ['in UTF-16 with tabs, as Excel’s “Unicode Text”', utf16(`\uFEFF${TABLE.replaceAll(',', '\t')}`)],
  ['in UTF-16 with commas', utf16(`\uFEFF${TABLE}`)],
  ['in UTF-16 the other way round', utf16(`\uFEFF${TABLE}`).swap16()],
  ['in UTF-16 without a mark', utf16(TABLE)],
  ['with rows of commas at its end', `${TABLE},,,,\r\n,,,,\r\n , ,,,\r\n`],
  ['with quotes around everything', TABLE.replaceAll(/[^,\r\n]+/g, '"$&"')],
  ['with letters in two pieces', TABLE.normalize('NFD')],
  ['with spaces that nobody sees', TABLE.replace('U0ANA00', 'U0ANA00\u200b').replace('Süd', '\ufeffSüd\u2060').replace('Lead', '\u00a0Lead\u00ad')],
  ['with two spaces in a name', TABLE.replace('Ana ', 'Ana  ').replace('Vertrieb ', 'Vertrieb \u00a0')],
  ['with a line break in a name', TABLE.replace('Ana Müller', '"Ana\r\nMüller"')],
  ['with control characters in a name', TABLE.replace('Müller', 'Mül\u0000ler\u0007')],
  ['with its columns in capitals and another order', lines('Manager;POSITION;Person;Team;Name', 'U0PRIYA0;Lead;U0ANA00;Vertrieb Süd;Ana Müller', 'U0PRIYA0;;U0JONAS0;Vertrieb Süd;Jonas')],
  ['with other columns', lines('Salary,person,name,team,Birthday,position,manager', '1,U0ANA00,Ana Müller,Vertrieb Süd,1.1.,Lead,U0PRIYA0', '2,U0JONAS0,Jonas,Vertrieb Süd,2.2.,,U0PRIYA0')],
  ['with a title above it', `Team report;;;;\n\n${TABLE.replaceAll(',', ';')}`],
  ['with rows cut off after their last value', lines('person,name,team,manager,position', 'U0ANA00,Ana Müller,Vertrieb Süd,U0PRIYA0,Lead', 'U0JONAS0,Jonas,Vertrieb Süd,U0PRIYA0')],
  ['with members as Slack shows them', TABLE.replace('U0ANA00', '<@U0ANA00|ana>').replaceAll('U0PRIYA0', '@U0PRIYA0')],
  ['with links to members', TABLE.replace('U0ANA00', 'https://acme.slack.com/team/U0ANA00')],
  ['with ids that were kept from being numbers', TABLE.replace('U0ANA00', '="U0ANA00"').replace('U0JONAS0', "'U0JONAS0")],
  ['with quotes of one stroke', TABLE.replaceAll(/[^,\r\n]+/g, "'$&'")],
  ['as a table of Markdown', TABLE.replaceAll(',', ' | ').replaceAll(/(.+)\r\n/g, '| $1 |\n').replace('\n', '\n|---|:---|---|---|---:|\n')],
  ['with ids in small letters', TABLE.replace('U0ANA00', 'u0ana00').replaceAll('U0PRIYA0', 'u0priya0')],
  ['with a total below it', `${TABLE}Total: 2,,,,\r\n`],
  ['with a total and a date below it', `${TABLE}Total,2,,,\r\nGenerated on 1 May,,,,\r\n`],
  ['with a team lead', TABLE.replace('manager', 'Team Lead')],
  ['with a Teamleiter', TABLE.replace('manager', 'Teamleiter')],
])('a file of people %s is read', async (_, file) => {
  expect(await read(file)).toEqual({ people: [ANA, JONAS], notes: [], wrong: [], asked: 0 })
})

test('a file of Western Europe’s Excel is read, and it is said that this is a guess', async () => {
  const { people, notes } = await read(latin(TABLE))
  expect(people).toEqual([ANA, JONAS])
  expect(notes).toEqual([expect.stringMatching(/^The file is not UTF-8 .* See that the names are right\.$/)])
})

test.each([
  'Benoît Forêt',
  'Hélène',
  'Søren Bjørnø',
  'José Ñíguez',
  'Simões Guimarães',
  'Inês',
  'Þórir Sýrusson',
  'Nicolò Forlì',
  'Pääbo',
  'Færøerne',
  'Noël',
])('%s is read from Windows-1252', async (name) => {
  expect((await read(latin(`${HEAD}U0ANA00,${name},Sales,,\n`))).people).toMatchObject([{ name }])
})

test('quotes and commas in a name belong to it', async () => {
  const { people } = await read(`${HEAD}U0ANA00,"Ribeiro, Ana ""Ana""",Sales,,\nU0BEN000,Ben "the" O'Hara,Sales,,\n`)
  expect(people.map(({ name }) => name)).toEqual(['Ribeiro, Ana "Ana"', `Ben "the" O'Hara`])
})

test('joiners stay in the words of scripts that need them', async () => {
  const { people } = await read(`${HEAD}U0ANA00,می\u200cخواهم,Sales\u200d,,\n`)
  expect(people).toMatchObject([{ name: 'می\u200cخواهم', team: 'Sales' }])
})

const EXPORTS: [string, string][] = [
  [
    'Workday',
    lines(
      'All Active Workers,,,,,',
      'Worker,Employee ID,Primary Work Email,Business Title,Supervisory Organization,Worker’s Manager',
      'Ana Müller (1001),1001,ana@acme.example,Lead,Vertrieb Süd,Priya Nair (1000)',
      'Jonas Weber,1002,jonas@acme.example,,Vertrieb Süd,Priya Nair (1000)',
      'Priya Nair,1000,Priya@Acme.example,Director,Leitung,',
    ),
  ],
  [
    'BambooHR',
    lines(
      'Employee #,First Name,Last Name,Work Email,Home Email,Job Title,Department,Reporting to,Location',
      '1001,Ana,Müller,ana@acme.example,a@home.example,Lead,Vertrieb Süd,"Nair, Priya",Berlin',
      '1002,Jonas,Weber,jonas@acme.example,,,Vertrieb Süd,"Nair, Priya",Berlin',
      '1000,Priya,Nair,priya@acme.example,,Director,Leitung,,Berlin',
    ),
  ],
  [
    'Personio in German',
    lines(
      'Vorname;Nachname;E-Mail;Position;Abteilung;Team;Vorgesetzte(r);Personalnummer',
      'Ana;Müller;ana@acme.example;Lead;Vertrieb;Vertrieb Süd;Priya Nair;1001',
      'Jonas;Weber;jonas@acme.example;;Vertrieb;Vertrieb Süd;Priya Nair;1002',
      'Priya;Nair;priya@acme.example;Director;Leitung;Leitung;;1000',
    ),
  ],
  [
    'BambooHR with names in one column',
    lines(
      '"Last Name, First Name",Work Email,Job Title,Department,Reporting to',
      '"Müller, Ana",ana@acme.example,Lead,Vertrieb Süd,"Nair, Priya"',
      '"Weber, Jonas",jonas@acme.example,,Vertrieb Süd,"Nair, Priya"',
      '"Nair, Priya",priya@acme.example,Director,Leitung,N/A',
    ),
  ],
  [
    'Entra and Odoo',
    lines(
      'Display name,User principal name,Job title,Work / Department,Manager',
      'Ana Müller,ana@acme.example;,Lead,Vertrieb Süd,Priya Nair',
      'Jonas Weber,jonas@acme.example,,Vertrieb Süd,Priya Nair',
      'Priya Nair,priya@acme.example,Director,Leitung,-',
    ),
  ],
  [
    'HiBob',
    lines(
      'Display name,Email,Job title,Department,Reports to,Reports to email',
      'Ana Müller,ana@acme.example,Lead,Vertrieb Süd,P. Nair,priya@acme.example',
      'Jonas Weber,jonas@acme.example,,Vertrieb Süd,P. Nair,priya@acme.example',
      'Priya Nair,priya@acme.example,Director,Leitung,,',
    ),
  ],
  [
    'Google’s list of users',
    lines(
      'First Name [Required],Last Name [Required],Email Address [Required],Employee ID,Manager Email,Employee Title,Department',
      'Ana,Müller,ana@acme.example,1001,priya@acme.example,Lead,Vertrieb Süd',
      'Jonas,Weber,mailto:jonas@acme.example,1002,Priya Nair <priya@acme.example>,,Vertrieb Süd',
      'Priya,Nair,priya@acme.example,1000,,Director,Leitung',
    ),
  ],
  [
    'a system that goes by numbers',
    lines(
      'fullName,workEmail,employeeNumber,jobTitle,department,supervisorEId',
      'Ana Müller,ana@acme.example,1001,Lead,Vertrieb Süd,1000',
      'Jonas Weber,jonas@acme.example,1002,,Vertrieb Süd,1000',
      'Priya Nair,priya@acme.example,1000,Director,Leitung,',
    ),
  ],
]

test.each(EXPORTS)('an export of %s is read as it is, and Slack is asked once for its people', async (_, file) => {
  const { people, asked, wrong } = await read(file)
  expect(wrong).toEqual([])
  expect(asked).toBe(1)
  expect(people).toMatchObject([
    { actor: 'U0ANA00', name: 'Ana Müller', team: 'Vertrieb Süd', position: 'Lead' },
    { actor: 'U0JONAS00', name: 'Jonas Weber', team: 'Vertrieb Süd', position: '' },
    { actor: 'U0PRIYA00', name: 'Priya Nair', team: 'Leitung', position: 'Director', manager: '' },
  ])
  expect(people.slice(0, 2).map(({ manager }) => manager)).toEqual(['U0PRIYA00', 'U0PRIYA00'])
})

test('a department with several managers is a team of each, and where nothing names a team it is the manager’s', async () => {
  const department = lines(
    'email,department,manager email',
    'ana@acme.example,Sales,priya@acme.example',
    'jonas@acme.example,Sales,omar@acme.example',
  )
  expect((await read(department)).people.map(({ team }) => team)).toEqual([
    'Sales (priya of Slack)',
    'Sales (omar of Slack)',
  ])
  const nothing = lines('email,manager email', 'ana@acme.example,priya@acme.example')
  expect((await read(nothing)).people.map(({ team }) => team)).toEqual(['priya of Slack: team'])
})

test('a file without managers changes none, and says so', async () => {
  const { people, notes } = await read('Email,Team\nana@acme.example,Sales\n')
  expect(people).toEqual([{ actor: 'U0ANA00', name: 'ana of Slack', team: 'Sales', position: '', manager: '' }])
  expect(notes).toEqual(['The file names no managers: who manages a team stays as it is.'])
})

const people = (from: number, to: number, line: (at: number) => string) =>
  Array.from({ length: to - from }, (_, at) => line(from + at)).join('\n')

// biome-ignore format: a table
test.each<[string, string | Uint8Array, RegExp]>([
  ['nothing', '', /^The file is empty\. It names its columns/],
  ['only the names of columns', HEAD, /^Under the names of its columns the file is empty/],
  ['columns that are missing', 'name,position\nAna,Lead\n', /^The first line lacks person, team\. /],
  ['a column that is missing under a title', 'People\nperson,name\nU0ANA00,Ana\n', /^Line 2 lacks team\. /],
  ['a quote that is not closed', `${HEAD}U0ANA00,"Ana,Sales,,\n`, /^This is no table/],
  ['a workbook', Buffer.from('504b030414000600', 'hex'), /^The file is a workbook .* saves text as "CSV UTF-8"/],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /^The file is a workbook of an old Excel/],
  ['letters of a Mac', Buffer.from([...latin(`${HEAD}U0ANA00,M`), 0x9f, ...latin('ller,Sales,,\n')]), /^The file is in an encoding that cannot be told\. Save it as UTF-8\.$/],
  ['letters of Central Europe', Buffer.from([...latin(`${HEAD}U0ANA00,Pawe`), 0xb3, ...latin(' Nowak,Sales,,\n')]), /encoding that cannot be told/],
  ['letters of Cyrillic', latin(`${HEAD}U0ANA00,Àíà,Sales,,\n`), /encoding that cannot be told/],
  ...['Jêdrzej', 'Kañski', 'Jiøí', 'Ivanèiæ', 'Zdenìk', 'Ionuþ', 'Brãtianu'].map((name): [string, Uint8Array, RegExp] => [`${name} for a name`, latin(`${HEAD}U0ANA00,${name},Sales,,\n`), /encoding that cannot be told/]),
  ['letters that are lost', `${HEAD}U0ANA00,M\ufffdller,Sales,,\n`, /^Line 2: “M\ufffdller” has lost letters/],
  ['letters that were read wrong once before', `${HEAD}U0ANA00,MÃ¼ller,Sales,,\n`, /^Line 2: “MÃ¼ller” has lost letters/],
  ['a name instead of an id', `${HEAD}ana,Ana,Sales,,\n`, /^Line 2: “ana” is no Slack member id and no e-mail address/],
  ['an address that Slack does not know', `${HEAD}eve@acme.example,Eve,Sales,,\n`, /^Line 2: nobody in this Slack workspace has the address eve@acme\.example\./],
  ['no team', `${HEAD}U0ANA00,Ana,,,\n`, /^Line 2: the team is missing/],
  ['a team with a very long name', `${HEAD}U0ANA00,Ana,${'x'.repeat(81)},,\n`, /^Line 2: the team has a name of more than 80/],
  ['a manager in words alone', `${HEAD}U0ANA00,Ana,Sales,,Priya\n`, /^Line 2: the manager “Priya” is no Slack member id, no e-mail address and nobody in this file/],
  ['a manager whose name two people have', `${HEAD}U0ANA00,Ana,Sales,,Kim\nU0KIM001,Kim,Board,,\nU0KIM002,Kim,Board,,\n`, /^Line 2: the manager “Kim” is the name of several people here/],
  ['who manages themselves', `${HEAD}U0ANA00,Ana,Sales,,U0ANA00\n`, /^Line 2: nobody is their own manager/],
  ['a person in two teams', `${HEAD}U0ANA00,Ana,Sales,,\nU0ANA00,Ana,Support,,\n`, /^Line 3: U0ANA00 stands in line 2/],
  ['a person by id and by address', `${HEAD}U0ANA00,Ana,Sales,,\nAna@Acme.Example,Ana,Sales,,\n`, /^Line 3: U0ANA00 stands in line 2/],
  ['a team with two managers', `${HEAD}U0ANA00,Ana,Sales,,U0PRIYA0\nU0JONAS0,Jonas,Sales,,U0OMAR00\n`, /^Line 3: the team Sales has the manager U0PRIYA0 in line 2/],
  ['a team in other capitals', `${HEAD}U0ANA00,Ana,Sales,,\nU0JONAS0,Jonas,sales,,\n`, /^Line 3: the team sales is Sales in line 2\. Write it in one way\.$/],
  ['a comma without quotes', `${HEAD}U0ANA00,Ribeiro, Ana,Sales,,U0PRIYA0\n`, /^Line 2: it has more values than there are columns/],
])('%s is said with the line it is in', async (_, file, why) => {
  const { wrong, people } = await read(file)
  expect(people).toEqual([])
  expect(wrong).toEqual([expect.stringMatching(why)])
})

test('three thousand wrong lines are told by kind, with the first ones and how many more there are', async () => {
  const { wrong } = await read(`${HEAD}${people(2, 3_002, (at) => `ana${at},Ana,,,`)}\n`)
  expect(wrong).toEqual([
    expect.stringMatching(/^Line 2: “ana2” is no Slack .* The same in lines 3, 4, 5, 6 and 2995 more\.$/),
    'Line 2: the team is missing. The same in lines 3, 4, 5, 6 and 2995 more.',
  ])
  const { wrong: few } = await read(`${HEAD}${people(2, 5, (at) => `U0PERSON${at},,,,`)}\n`)
  expect(few).toEqual(['Line 2: the team is missing. The same in lines 3 and 4.'])
})

test('lines keep their numbers after a name of two lines and an empty line', async () => {
  const { wrong } = await read(`sep=,\n${HEAD}U0ANA00,"Ana\nMüller",Sales,,\n\nU0BEN000,Ben,,,\n`)
  expect(wrong).toEqual(['Line 6: the team is missing.'])
})
