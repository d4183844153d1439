import { readTeamFile } from '../../src/cli/team-file.ts'

const HEAD = 'person,name,team,position,manager\n'

test('a file of people, as a spreadsheet writes it, is read', () => {
  const text = `\uFEFFPerson, Name ,Team,Position,Manager\r\nU0ANA00,"Ribeiro, Ana",Sales North,Account executive,U0PRIYA0\r\n\r\nU0JONAS0,,Sales North,,U0PRIYA0\r\n`
  expect(readTeamFile(text)).toEqual({
    people: [
      {
        actor: 'U0ANA00',
        name: 'Ribeiro, Ana',
        team: 'Sales North',
        position: 'Account executive',
        manager: 'U0PRIYA0',
      },
      { actor: 'U0JONAS0', name: 'U0JONAS0', team: 'Sales North', position: '', manager: 'U0PRIYA0' },
    ],
  })
})

test.each([
  ['nothing', '', /empty/],
  ['a column that is missing', 'person,name,team\nU0ANA00,Ana,Sales\n', /lacks position, manager/],
  ['a quote that is not closed', `${HEAD}U0ANA00,"Ana,Sales,,\n`, /no table/],
  ['a name instead of an id', `${HEAD}ana,Ana,Sales,,\n`, /^Line 2: “ana” is no Slack member id/],
  ['no team', `${HEAD}U0ANA00,Ana,,,\n`, /^Line 2: the team is missing/],
  ['a manager without an id', `${HEAD}U0ANA00,Ana,Sales,,Priya\n`, /^Line 2: the manager “Priya”/],
  ['who manages themselves', `${HEAD}U0ANA00,Ana,Sales,,U0ANA00\n`, /^Line 2: nobody is their own manager/],
  ['a person in two teams', `${HEAD}U0ANA00,Ana,Sales,,\nU0ANA00,Ana,Support,,\n`, /^Line 3: U0ANA00 stands in line 2/],
  [
    'a team with two managers',
    `${HEAD}U0ANA00,Ana,Sales,,U0PRIYA0\nU0JONAS0,Jonas,Sales,,U0OMAR00\n`,
    /^Line 3: the team Sales has the manager U0PRIYA0 in line 2/,
  ],
])('%s is said with the line it is in', (_, text, why) => {
  const read = readTeamFile(text)
  expect('wrong' in read ? read.wrong : []).toEqual([expect.stringMatching(why)])
})
