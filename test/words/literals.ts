import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type CallExpression,
  isArrowFunction,
  isBinaryExpression,
  isBlock,
  isCallExpression,
  isConditionalExpression,
  isExportDeclaration,
  isFunctionDeclaration,
  isFunctionExpression,
  isIdentifier,
  isImportDeclaration,
  isNewExpression,
  isNoSubstitutionTemplateLiteral,
  isObjectLiteralExpression,
  isParenthesizedExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isReturnStatement,
  isStringLiteral,
  isTaggedTemplateExpression,
  isTemplateExpression,
  isTypeNode,
  isVariableDeclaration,
  type Node,
  type ObjectLiteralExpression,
  SyntaxKind,
  type TemplateExpression,
} from 'typescript/unstable/ast'
import { API } from 'typescript/unstable/sync'

/** Besides the surface, what has sentences for people. */
const ALSO_SAYS = ['answer', 'closing', 'digest', 'partner', 'phase', 'rehearsal'].map(
  (name) => `src/coaching/${name}.ts`,
)

const ROOT = join(import.meta.dirname, '../..')

/** A literal of the source: where it stands, and what it says, with numbered places. */
type Literal = { file: string; line: number; text: string }

/** What people read, as the source says it. */
export type Words = {
  /** Sentences of the catalogue; where they count, with the English for one. */
  sentences: Map<string, { one?: string }>
  /** Words that people would see which no catalogue knows. */
  outside: Literal[]
  /** Sentences that are read once, when the program starts: they would stay English for everybody. */
  frozen: Literal[]
  /** Sentences that are put into one another, or beside something that is none: other languages order words differently. */
  joined: Literal[]
}

/** Properties and functions whose text people see, however short it is. */
const SHOWN_AS = [
  'text',
  'label',
  'title',
  'placeholder',
  'hint',
  'description',
  'words',
  'status',
  'accessibility_label',
]
const SHOWS = ['plain', 'section', 'context', 'header', 'say', 'notification', 'saidModal']
const LOGS = ['debug', 'info', 'warn', 'error']

const EQUALITY = new Set([SyntaxKind.EqualsEqualsEqualsToken, SyntaxKind.ExclamationEqualsEqualsToken])
const ANY_WORD = /\p{L}{2}/u
const SENTENCE = /\p{L}[^\p{L}\s]* [^\p{L}\s]*\p{L}{2}/u
const CAPITALISED = /^\p{Lu}\p{Ll}+/u

/** Reads every file of src that talks to people. */
export function readWords(): Words {
  const api = new API({ cwd: ROOT })
  try {
    const [project] = api.updateSnapshot({ openProject: join(ROOT, 'tsconfig.json') }).getProjects()
    const words: Words = { sentences: new Map(), outside: [], frozen: [], joined: [] }
    const inSlack = readdirSync(join(ROOT, 'src/slack'), { recursive: true, encoding: 'utf8' }).filter(
      (name) => !name.startsWith('samples/'), // what people and companies would write
    )
    for (const file of [...inSlack.map((name) => `src/slack/${name}`), ...ALSO_SAYS]) {
      if (!file.endsWith('.ts')) continue
      const source = project?.program.getSourceFile(join(ROOT, file))
      if (!source) throw new Error(`${file} is not part of the project`)
      readFile(source, file, readFileSync(join(ROOT, file), 'utf8'), words)
      words.joined.push(...joinedIn(source, file, readFileSync(join(ROOT, file), 'utf8')))
    }
    return words
  } finally {
    api.close()
  }
}

function readFile(source: Node, file: string, code: string, { sentences, outside, frozen }: Words): void {
  const inViews = file.includes('/views/')
  let functions = 0 // around the node
  walk(source, false)

  function walk(node: Node, isShown: boolean): void {
    const isFunction = isFunctionDeclaration(node) || isArrowFunction(node) || isFunctionExpression(node)
    if (isFunction) functions += 1
    visit(node, isShown)
    if (isFunction) functions -= 1
  }

  function visit(node: Node, isShown: boolean): void {
    if (isImportDeclaration(node) || isExportDeclaration(node) || isTypeNode(node)) return
    if (isNewExpression(node) && isIdentifier(node.expression) && /^(Error|Fault|RegExp)$/.test(node.expression.text))
      return
    if (isTaggedTemplateExpression(node) && isIdentifier(node.tag) && ['t', 'kept'].includes(node.tag.text)) {
      sentences.set(keyOf(node.template), {})
      if (functions === 0 && node.tag.text === 't') frozen.push(literalAt(node, keyOf(node.template)))
      if (isTemplateExpression(node.template)) places(node.template)
      return
    }
    if (isBinaryExpression(node) && EQUALITY.has(node.operatorToken.kind)) return // it is compared, not shown
    if (isCallExpression(node)) {
      call(node)
      return
    }
    if (
      functions === 0 &&
      isPropertyAccessExpression(node) &&
      isIdentifier(node.expression) &&
      node.expression.text === 'commandReply'
    )
      frozen.push(literalAt(node, node.name.text))
    if (isPropertyAssignment(node) && (isIdentifier(node.name) || isStringLiteral(node.name))) {
      walk(node.initializer, SHOWN_AS.includes(node.name.text))
      return
    }
    if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node) || isTemplateExpression(node))
      literal(node, isShown)
    if (isTemplateExpression(node)) {
      places(node)
      return
    }
    const goesOn = !isObjectLiteralExpression(node) && isShown
    node.forEachChild((child) => void walk(child, goesOn))
  }

  /** What stands in the places of a view's text is seen with it. */
  function places({ templateSpans }: TemplateExpression): void {
    for (const { expression } of templateSpans) walk(expression, inViews)
  }

  function call(node: CallExpression): void {
    const { expression, arguments: given } = node
    const name = isIdentifier(expression) ? expression.text : ''
    const [first, second] = given
    if (name === 'sentences' && first && isObjectLiteralExpression(first)) {
      table(first)
      return
    }
    if (name === 'plural' && second && isObjectLiteralExpression(second)) {
      const forms = textsOf(second)
      if (functions === 0) frozen.push(literalAt(node, forms.other ?? ''))
      sentences.set(forms.other ?? '', { one: forms.one ?? '' })
      for (const one of given) if (one !== second) walk(one, false)
      return
    }
    const isLog = isPropertyAccessExpression(expression) && LOGS.includes(expression.name.text)
    walk(expression, false)
    for (const one of given) if (!isLog) walk(one, SHOWS.includes(name))
  }

  function table(object: ObjectLiteralExpression): void {
    for (const property of object.properties) {
      if (isPropertyAssignment(property) && isText(property.initializer)) sentences.set(property.initializer.text, {})
      else walk(property, false)
    }
  }

  function literal(node: Node, isShown: boolean): void {
    if (ALSO_SAYS.includes(file)) return // much of it is for models
    const text = isText(node) ? node.text : isTemplateExpression(node) ? keyOf(node) : ''
    const said = text.replace(/\{\d\}/g, ' ')
    if (!(SENTENCE.test(said) || (isShown && ANY_WORD.test(said)) || (inViews && CAPITALISED.test(said)))) return
    outside.push(literalAt(node, text))
  }

  function literalAt(node: Node, text: string): Literal {
    return { file, line: code.slice(0, node.getStart()).split('\n').length, text }
  }
}

/** Where one sentence becomes a part of another, as far as one file shows it. */
function joinedIn(source: Node, file: string, code: string): Literal[] {
  const joined: Literal[] = []
  const saying = sayingIn(source)
  walk(source)
  return joined

  function walk(node: Node): void {
    for (const part of partsOf(node)) if (says(part, saying)) joined.push(found(part))
    if (isTemplateExpression(node) && !isTag(node.parent)) {
      let before = node.head.text
      for (const { expression, literal } of node.templateSpans) {
        const loose = choices(expression).filter((one) => isSentence(one) && !standsAlone(one, before, literal.text))
        joined.push(...loose.map(found))
        before = literal.text
      }
    }
    node.forEachChild((child) => void walk(child))
  }

  function found(node: Node): Literal {
    const start = node.getStart()
    return { file, line: code.slice(0, start).split('\n').length, text: code.slice(start, node.getEnd()) }
  }
}

/** What may come of an expression that decides. */
const choices = (node: Node): Node[] =>
  isConditionalExpression(node) ? [...choices(node.whenTrue), ...choices(node.whenFalse)] : [node]

const isTag = (node: Node) => isTaggedTemplateExpression(node)

/** What becomes a part of a sentence, or of a text by a plus. */
function partsOf(node: Node): Node[] {
  if (isTaggedTemplateExpression(node) && isSentence(node))
    return isTemplateExpression(node.template) ? node.template.templateSpans.map(({ expression }) => expression) : []
  if (isCallExpression(node) && isSentence(node)) return node.arguments.slice(2)
  return isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.PlusToken ? [node.left, node.right] : []
}

const isSentence = (node: Node): boolean =>
  (isTaggedTemplateExpression(node) && isIdentifier(node.tag) && ['t', 'kept'].includes(node.tag.text)) ||
  (isCallExpression(node) && isIdentifier(node.expression) && node.expression.text === 'plural')

/** A sentence to its end, or in a line or a cell of its own: after a colon, a bracket, the signs of a score. */
function standsAlone(node: Node, before: string, after: string): boolean {
  const ends = isTaggedTemplateExpression(node) && /[.?:*”)…]$/.test(keyOf(node.template))
  const isFirst = before === '' || /[:(\n“*>]\s*$| {2}$/.test(before)
  return isFirst && (ends || after === '' || /^[\n)”*.]/.test(after)) ? true : ends && /^\s/.test(before)
}

/** The names of a file by which a sentence is meant: a constant that is one, a function that gives one. */
function sayingIn(source: Node): Set<string> {
  const saying = new Set<string>()
  walk(source)
  return saying

  function walk(node: Node): void {
    if (isVariableDeclaration(node) && isIdentifier(node.name) && node.initializer && gives(node.initializer))
      saying.add(node.name.text)
    if (isFunctionDeclaration(node) && node.name && node.body && returnsOf(node.body).some((one) => says(one, saying)))
      saying.add(node.name.text)
    node.forEachChild((child) => void walk(child))
  }

  function gives(node: Node): boolean {
    if (!isArrowFunction(node)) return says(node, saying)
    return isBlock(node.body) ? returnsOf(node.body).some((one) => says(one, saying)) : says(node.body, saying)
  }
}

function returnsOf(node: Node): Node[] {
  const found: Node[] = []
  node.forEachChild((child) => {
    if (isReturnStatement(child) && child.expression) found.push(child.expression)
    else if (!isArrowFunction(child)) found.push(...returnsOf(child))
  })
  return found
}

/** Whether what stands there is a sentence, or may be one. */
function says(node: Node, saying: Set<string>): boolean {
  if (isSentence(node)) return true
  if (isIdentifier(node)) return saying.has(node.text)
  if (isConditionalExpression(node)) return says(node.whenTrue, saying) || says(node.whenFalse, saying)
  if (isParenthesizedExpression(node)) return says(node.expression, saying)
  if (isBinaryExpression(node)) return says(node.left, saying) || says(node.right, saying)
  if (isCallExpression(node)) return says(node.expression, saying) || node.arguments.some((one) => says(one, saying))
  return isTemplateExpression(node) && node.templateSpans.some(({ expression }) => says(expression, saying))
}

const isText = (node: Node) => isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)

const textsOf = (object: ObjectLiteralExpression): Record<string, string> =>
  Object.fromEntries(
    object.properties.flatMap((property) =>
      isPropertyAssignment(property) && isIdentifier(property.name) && isText(property.initializer)
        ? [[property.name.text, property.initializer.text]]
        : [],
    ),
  )

/** A sentence with its places numbered, as the catalogue has it. */
const keyOf = (template: Node): string =>
  isTemplateExpression(template) ? templateKey(template) : isText(template) ? template.text : ''

const templateKey = ({ head, templateSpans }: TemplateExpression): string =>
  templateSpans.reduce((key, { literal }, at) => `${key}{${at}}${literal.text}`, head.text)
