import type { Answers } from './signs.ts'

/** What a coach must not say in Spanish, and how it asks, sums up and lets go. */
export const spanishAnswers: Answers = {
  signs: {
    flatters:
      /^(?:qué (?:bien|bueno|bonito|maravilla)|es (?:genial|maravilloso|estupendo)),? que\b|\b(?:mucho|un gran) (?:tacto|talento|ojo|olfato|mérito)\b|\bdice mucho de ti\b|\beso solo lo hace\b|\b(?:todo|tod[ao]) un[ao]? (?:profesional|crack|maestr[ao])\b|\bqué (?:valiente|valentía|madurez|talento|inteligente|lucidez)\b|\b(?:tienes|demuestras) (?:un |una )?(?:gran|enorme|rar[ao]) (?:talento|capacidad|don|sensibilidad|corazón|madurez|intuición)\b|\bestoy (?:muy )?(?:impresionad|orgullos)\w\b|\bno (?:todo el mundo|cualquiera)\b|\bqué crack\b|\b(?:genial|excelente|fantástic\w+|increíble|bravo|enhorabuena|felicidades|felicitaciones|impresionante|brillante|maravillos\w+|perfect[oa]|estupend\w+)\b|\b(?:gran|verdadero|auténtico) (?:talento|don)\b|\bmuy bien hecho\b|\bbuen trabajo\b|\bqué (?:buena|gran) (?:pregunta|idea)\b|\bpocas personas\b/,
    cheers: /\ba por todas\b|\blo vas a (?:bordar|petar)\b|!|\btú puedes\b|\bánimo\b|\badelante\b|\bvas a poder\b/,
    probesFeelings:
      /\bgracias por (?:tu|abrirte|compartir|confiar)\b|\b(?:esa|esta|tu) (?:emoción|rabia|tristeza) (?:quiere|intenta)\b|\ben tu cuerpo\b|\bniño interior\b|\bqué te hace sentir\b|\bqué dice tu cuerpo\b/,
    soothes: /\bte escucho\b|\btus sentimientos son\b/,
    advises:
      /\bnunca (?:cedas|digas|hagas|des|dejes|aceptes|empieces)\b|^(?:habla|pide|dile|escríbele|llama|propón|prepara|empieza|evita|envía|mantén|intenta|fija|define|muestra|escucha|usa|haz|pon|toma|deja|no \w+s) (?:con|un|una|el|la|los|las|a|por|tu|tus|siempre|primero|de|en|dos|tres|bien|todo)\b|\b(?:funciona|ayuda|suele funcionar) (?:siempre|mucho|mejor)\b|^(?:primero|segundo|tercero), |\bbasta(?:n)? (?:con )?un\w*\b|\bten en cuenta\b|\b(?:deberías|tendrías que|lo mejor (?:es|sería)|te (?:aconsejo|recomiendo|sugiero)|mi consejo|yo (?:en tu lugar|haría|diría))\b/,
    setsTask: /\b(?:anota|escribe|apunta) cada (?:día|noche|vez)\b|\bpara la próxima (?:vez|sesión)\b|\btu tarea\b/,
    advisesByAsking:
      /\b(?:has (?:pensado en|considerado|probado)|por qué no|y si (?:le|les|lo|la|te|hablas|pides|haces)|no sería (?:mejor|más)|no deberías|qué tal si|no crees que deberías|no podrías)\b/,
    leads: /\btal vez\?|\bno (?:crees|te parece|piensas)\b|, ¿?verdad\?|, ¿?no\?/,
    hints: /\bqué pasaría si\b/,
    manyInOne:
      /\b(?:quién|qué|cuál|cuándo|dónde|cómo|por qué)\b[^?,]{0,60},[^?]{0,60}\b(?:quién|qué|cuál|cuándo|dónde|cómo|por qué)\b[^?]{0,60}(?:,| y )(?:quién|qué|cuál|cuándo|dónde|cómo|por qué)\b/,
    writesForThem:
      /\b(?:prueba|escribe|di|dile|responde|empieza con|algo como|aquí tienes)(?: con)?: ?◦|\b(?:asunto|puedes (?:decir|escribir)|por ejemplo): ?◦/,
    closed:
      /^¿?(?:(?:y|entonces|pero)[, ]+)?(?:has|tienes|puedes|crees|quieres|hay|estás|fuiste|pudiste|te (?:gustaría|sientes|parece)|lo has|le has|sabes|conoces|es (?:tu|el|la|posible)|está|ha|fue) /,
    suggestsAnswer: /^(?:quizás?|tal vez|probablemente|seguramente)\b/,
    answersItself: /\bporque\b|\bserá que\b/,
    weighs: /\bmejorable\b/,
    scores:
      /\bte (?:daría|pondría|doy|pongo) (?:un|una|\d)\b|\bmi nota\b|\bun (?:buen|sólido) (?:seis|siete|ocho|nueve|[6-9])\b|\bpor encima de la media\b|\bnivel (?:alto|medio|bajo)\b|\bcinco estrellas\b|\b(?:criterio|rúbrica)\b|\b\d{1,2}(?:[.,]\d)? ?(?:\/|de|sobre) ?(?:5|10|20|100)\b|\b\d{1,3} ?(?:%|por ciento)\b|\b(?:una|tu) (?:nota|puntuación|calificación) (?:de|es|sería)|\bte (?:doy|pongo) un\b|\bnivel (?:\d|principiante|intermedio|avanzado|experto)\b|\b(?:un )?(?:notable|sobresaliente|aprobado)\b/,
    guesses:
      /\b(?:él|ella) (?:seguramente|probablemente|quizás?|seguro que) (?:se siente|quiere|tiene|teme|está)\b|\bse (?:siente|sintió) (?:amenazad|insegur|celos|ignorad|menospreciad)\w+/,
    readsMinds: /\ben el fondo,? (?:él|ella|tu|quiere|tiene|teme|es)\b|\bsecretamente\b/,
    knowsCompany:
      /\b(?:según|por) (?:la|el|vuestra|tu) (?:política|reglamento|normativa|convenio|protocolo)\b|\b(?:la política|el protocolo|la normativa) de (?:tu|vuestra|la) (?:empresa|casa)\b|\ben tu empresa\b|\btu (?:empresa|compañía|organización|jefatura) (?:tiene|ofrece|usa|exige|permite)\b/,
    remembers:
      /\bla (?:última|semana) (?:vez|pasada),? (?:me|dijiste|hablamos|quedamos)\b|\bcuando hablamos\b|\brecuerdo que\b/,
    says: /\b(?:dices|has dicho|dijiste|admites|reconoces) que\b|\bcomo (?:dices|dijiste)\b|\bte sientes (?:traicionad|humillad|culpable|inútil)\w*/,
    tellsRules:
      /\bsolo (?:hago|puedo hacer) preguntas\b|\basí (?:me|estoy) (?:hicieron|programad\w|diseñad\w|configurad\w)\b|\bmi (?:función|papel|rol) (?:es|me|no)\b|\bmis (?:instrucciones|reglas|normas)\b|\bme (?:han dicho|han programado|pidieron) que\b|\b(?:debo|tengo que) (?:hacer solo|preguntar|dar una)\b/,
    meta: /^(?:reflexión|pregunta|respuesta|nota|plan)(?: \w+)?:|^(?:como|ya que) (?:la|su|tu) respuesta\b|^voy a (?:reflejar|preguntar|responder|reformular)\b|^(?:(?:claro|por supuesto), aquí|aquí va una versión|aquí (?:está|tienes|va) (?:mi|la|una) (?:respuesta|pregunta|reflexión)|(?:el|la) (?:usuari\w+|estudiante|aprendiz)\b|déjame pensar|(?:respuesta|pregunta|reflexión) ?:)/,
    claimsHuman:
      /\b(?:a mí|me) (?:también )?(?:me )?(?:pasó|ha pasado|ocurrió|sucedió) (?:lo mismo|también|una vez|algo)\b|\byo (?:también )?(?:perdí|viví|pasé|tuve|aprendí)\b|\bmi (?:primer|antiguo) (?:jefe|trabajo)\b|\ba mí también se me\b|\ben mis (?:\w+ )?(?:años|tiempos)\b|\ben mi experiencia\b|\bcuando (?:yo )?(?:era|trabajaba|empecé)\b|\bsoy (?:un )?(?:human\w|una persona)\b|\ba mí también me (?:pasó|ha pasado)\b/,
    treats:
      /\b(?:ibuprofeno|paracetamol|pastillas?|melatonina|antidepresivos?|migraña)\b|\btienes (?:una? )?(?:depresión|ansiedad|burn-?out)\b/,
    diagnoses:
      /\b(?:narcisista|psicópata|sociópata|bipolar|borderline|autista|trastorno de (?:la )?personalidad|manipulador\w*|tóxic\w+)\b/,
    judgesLaw:
      /\b(?:el juez|ante el juez|los tribunales|un juicio|despido improcedente|tus derechos|indemnización|periodo de prueba|sin preaviso)\b|\b(?:legalmente|por ley|tienes derecho a|demandar\w*|ilegal\w*|incumplimiento de contrato)\b/,
    invests: /\b(?:invertir|invierte|acciones en bolsa)\b/,
    promises:
      /\btu jef[ea] (?:te|lo|la) \w+á\b|\bsin problema\b|\b(?:tu (?:jefe|jefa|empresa|equipo)|recursos humanos|nadie) (?:va a|no va a|te va|se enterará|entenderá|aceptará)\b|\bte (?:prometo|garantizo|aseguro)\b/,
    acts: /\b(?:ya )?(?:le|les|te) he (?:enviado|escrito|avisado|reservado|informado)\b|\bvoy a (?:enviar\w*|escribir\w*|avisar\w*|hablar con)\b/,
    shares:
      /\b(?:pégal\w+|súbel\w+|mándame|envíame)\b|\b(?:comparte|muestra|enseña|envía|reenvía)\b.{0,20}\b(?:esta|nuestra) (?:conversación|charla)\b/,
    sides:
      /\b(?:eso|esto|lo que) es (?:una )?(?:vergüenza|falta de respeto|injust\w|inaceptable|ridícul\w|absurd\w|tontería|cobardía)\b|\bqué (?:falta de respeto|desfachatez|cara|tontería|injusticia|vergüenza|caradura)\b|\bpérdida de tiempo\b|\bpapeleo\b|\btienes (?:toda la |mucha )?razón\b|\b(?:tu|ese|esa|él|ella)(?: \w+)? es (?:un |una )?(?:idiota|incompetente|inútil|imbécil|injust\w|vag\w)\b|\b(?:reglas?|normas?) (?:estúpidas?|absurdas?|ridículas?)\b/,
    gossips: /\bqué se comenta\b|\bentre nosotros\b|\bentre tú y yo\b/,
    mocks: /\bbienvenid\w al mundo real\b|\bqué sorpresa\b/,
    politics: /\b(?:elecciones|gobierno|presidente del gobierno|sindicatos?)\b/,
    sells: /\b(?:premium|prueba gratuita|suscri\w+|nuestr[oa] (?:producto|plataforma|aplicación|curso))\b/,
    refuses:
      /\bno puedo (?:ayudarte|ayudarle|hablar de|continuar|tratar)\b|\bconsulta (?:a|con) un (?:profesional|psicólog\w+|especialista)\b/,
    apologises:
      /\b(?:perdón\w*|perdona\w*|disculp\w+|lo siento|lamento)\b.{0,120}\b(?:perdón\w*|perdona\w*|disculp\w+|lo siento|lamento|error)\b/,
    pries:
      /\b(?:nombre y|y) sueldo\b|\bnúmero de (?:cuenta|la seguridad)\b|\b(?:contraseñas?|credenciales|iban|tarjeta de crédito|fecha de nacimiento|dirección particular|número de teléfono|sueldo de)\b/,
    greets: /^(?:hola|buenos días|buenas (?:tardes|noches)|estimad\w+|querid\w+)\b/,
    signsOff: /\b(?:un saludo|saludos|atentamente|que tengas un buen)\b/,
    exclaims: /^¡?(?:qué|vaya) (?:\w+ ){0,2}\w+[.!]$/,
    alarms: /\b(?:emergencias|línea de (?:crisis|ayuda|denuncias)|suicid\w+|puede ser acoso|acoso laboral)\b/,
  },
  opens:
    /(?<!\p{L})(?:qué|cómo|cuál|cuáles|quién|quiénes|dónde|adónde|cuándo|cuánto|cuánta|cuántos|cuántas)(?!\p{L})|^¿?(?:[\p{L}]+ )?(?:que|como|cual|quien|donde|cuando|cuanto)(?!\p{L})/u,
  inTrouble:
    /\b(?:yo|me|mí)\b.{0,120}\b(?:morir\w*|matar\w*|sol[oa]|miedo|pastillas|tocó|golpe\w*|amenaz\w*|no puedo más)\b/,
  handsOver:
    /\b(?:no lo sé|no sé|lo sabe|lo saben|sabrá|abogad\w+|departamento jurídico|médic\w+|contable|recursos humanos|soy una ia|ia)\b/,
  whichOf: /\b(?:cuál\w*|quién\w*)\b/,
  or: /\b(?:o|u|tal vez|quizás?|acaso|que tú|porque)\b/,
  inGeneral:
    /\b(?:seguramente|claramente|evidentemente|por supuesto|naturalmente|prohibido|en el fondo|nadie|absolutamente|normalmente|generalmente|raramente|siempre|nunca|todos|todo el mundo|la gente|a menudo|en la vida|fundamental|esencial|la clave|el secreto|la confianza|la comunicación)\b/,
  thinksFor: /\b(?:quiere|quería|se siente|se sintió|teme|piensa|cree|espera|busca|tiene miedo)\b/,
  mustDo: /\b(?:tienes que|debes|deberías|hay que|puedes simplemente)\b/,
  ofItself: /\b(?:yo|me|mi|mis|conmigo)\b/,
  large: '',
  turned: {
    yo: 'tú',
    mi: 'tu',
    mis: 'tus',
    me: 'te',
    mí: 'ti',
    he: 'has',
    soy: 'eres',
    estoy: 'estás',
    tengo: 'tienes',
    nuestro: 'vuestro',
    nuestra: 'vuestra',
  },
  invites:
    /(?:^|[:;,.] |\b(?:entonces|pues|y|pero|primero|ahora) )(?:cuéntame|describe|descríbeme|dime|dilo|muéstrame|llévame|imagina|piensa en|elige|nombra|escríbel[oa]|prueba|empieza por|dame|ponte|termina|explícame|háblame|vuelve a)\b/,
  mayBeClosed:
    /\b(?:encaja|es así|es correcto|te (?:encaja|cuadra|suena)|lo he entendido|puedes (?:contarme|describir|decirme|explicar\w*|darme)|o)\b|\b(?:qué|cómo|cuál\w*|quién\w*|dónde|cuándo|cuánt\w+)\b/,
  feels:
    /\b(?:rabia|furios\w+|enfadad\w+|tembl\w+|llor\w+|miedo|vergüenza|odio|hart[oa]|agotad\w+|humillad\w+|decepcionad\w+|injust\w+|horrible|fatal|mierda|joder|sol[oa])\b|!!+/,
  disagrees: /^(?:no,|no es|falso|para nada|no me entiendes)|\b(?:no es eso|no es lo que|me has entendido mal)\b/,
  isStuck:
    /\b(?:ni idea|no sé (?:por dónde|cómo|qué)|bloquead\w|atascad\w|no se me ocurre|una pista|ayúdame|dime (?:solo|qué)|tu opinión|qué harías|qué haría)\b/,
  asksTerm: /\b(?:qué (?:es|significa|quiere decir|son)|explica\w*)\b/,
  leaves:
    /\b(?:adiós|hasta (?:luego|mañana|pronto)|eso es todo|gracias(?:,|\.|!|$)|no más preguntas|me tengo que ir|buenas noches|ya está|lo dejamos)/,
  sumsUp: /\b(?:en resumen|para resumir|resumo|resumiendo|hasta aquí|recapitul\w+|en suma)\b/,
  illustrates: /\b(?:ejemplo|imagina|supón|significa|quiere decir|es un[oa]?|son|marco|modelo|otro campo)\b/,
  numbers: {
    dos: 2,
    tres: 3,
    cuatro: 4,
    cinco: 5,
    seis: 6,
    siete: 7,
    ocho: 8,
    nueve: 9,
    diez: 10,
    once: 11,
    doce: 12,
    quince: 15,
    veinte: 20,
    treinta: 30,
    cuarenta: 40,
    cincuenta: 50,
    cien: 100,
  },
  small:
    'el los las es no un por con para lo se tu te qué cómo del al y su más pero este esta eso muy sin sobre cuando hay está están fue son era nos le les mi me ha he cuál eres ese esa unos la una que de en tus sus mis yo él ella ellos usted quién dónde ya también porque entonces desde hasta todo nada algo hacer hizo dijo dos tres después antes como si o unas',
}
