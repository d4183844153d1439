import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type CallExpression,
  isArrowFunction,
  isBinaryExpression,
  isCallExpression,
  isExportDeclaration,
  isFunctionDeclaration,
  isFunctionExpression,
  isIdentifier,
  isImportDeclaration,
  isNewExpression,
  isNoSubstitutionTemplateLiteral,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
  isTaggedTemplateExpression,
  isTemplateExpression,
  isTypeNode,
  type Node,
  type ObjectLiteralExpression,
  SyntaxKind,
  type TemplateExpression,
} from 'typescript/unstable/ast'
import { API } from 'typescript/unstable/sync'

/** Besides the surface, what has sentences for people. */
const ALSO_SAYS = ['answer', 'closing', 'digest', 'phase', 'rehearsal'].map((name) => `src/coaching/${name}.ts`)

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
    const words: Words = { sentences: new Map(), outside: [], frozen: [] }
    const inSlack = readdirSync(join(ROOT, 'src/slack'), { recursive: true, encoding: 'utf8' })
    for (const file of [...inSlack.map((name) => `src/slack/${name}`), ...ALSO_SAYS]) {
      if (!file.endsWith('.ts')) continue
      const source = project?.program.getSourceFile(join(ROOT, file))
      if (!source) throw new Error(`${file} is not part of the project`)
      readFile(source, file, readFileSync(join(ROOT, file), 'utf8'), words)
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
