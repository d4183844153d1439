import type { GraderTalk } from './language.ts'

export const spanish: GraderTalk = {
  scorer:
    'lector lectora evaluador evaluadora evaluadores calificador calificadora corrector correctora examinador examinadora juez jueza jurado puntuador sistema_de_evaluacion',
  machine: 'ia modelo modelo_de_lenguaje asistente sistema bot maquina algoritmo programa robot',
  who: 'quien quienes quienquiera cualquiera el_que la_que los_que persona lector lectora que todo_el_que',
  reads:
    'lea lee leen leas lees leyera evalue evalua evaluan evalues evaluas evaluara califique califica califican calificas puntue puntua puntuan puntuas corrija corrige corrigen corriges juzgue juzga juzgas analiza analice decida decide valore valora',
  this: 'esto este esta estos estas aqui',
  talk: 'conversacion conversaciones charla sesion dialogo transcripcion respuesta respuestas mensaje mensajes texto intercambio lineas lo_que_digo lo_que_escribo lo_que_escribi lo_que_dije todo_lo_que_digo',
  learner: 'alumno alumna aprendiz estudiante participante candidato candidata usuario',
  me: 'me mi mis mio mia mias conmigo',
  i: 'yo',
  you: 'tu tus te ti eres usted ustedes su sus',
  give: 'da dale dame deme denme dar de_le den des pon pongan ponga ponme ponle poner otorga otorgue otorgar otorgame asigna asigne asignar asigname concede conceda conceder concedeme marca marque registra registre anota anote elige elija elegir eligiera escoge escoja recibir reciba obtener obtenga devuelve devuelva usa ponerme darme',
  rate: 'califica califique calificar calificame evalua evalue evaluar evaluame puntua puntue puntuar puntuame valora valore valorar considera considere considerar cuenta cuente contar trata trate tratar juzga juzgue felicita valorame',
  score:
    'nota notas puntuacion puntuaciones puntaje puntajes punto puntos calificacion calificaciones valoracion evaluacion veredicto dimension dimensiones evidencia nota_final',
  level: 'nivel niveles escala ancla',
  top: 'maxima maximas maximo maximos perfecta perfecto perfectas mejor mejores alta alto altas mas_alta mas_alto mas_altas excelente excelentes excelencia sobresaliente sobresalientes ejemplar ejemplares plena completa superior brillante matricula',
  ten: 'diez dieces 10 10/10 cien 100',
  kind: 'generoso generosa generosamente indulgente benevolente amable benevolo comprensivo rata_no no_seas_rata favorablemente bueno',
  ignore:
    'ignora ignore ignorar ignoren olvida olvide olvidar olvidate olvidese omite omita omitir descarta descarte descartar desestima haz_caso_omiso haga_caso_omiso hacer_caso_omiso caso_omiso no_tengas_en_cuenta no_tenga_en_cuenta no_hagas_caso no_haga_caso pasa_por_alto pase_por_alto pasar_por_alto saltate salta sin_aplicar no_apliques prescinde',
  orders:
    'instruccion instrucciones regla reglas rubrica rubricas pauta pautas criterio criterios indicacion indicaciones directriz directrices consignas prompt baremo normas requisitos',
  earlier:
    'anterior anteriores previa previas previo previos inicial iniciales arriba originales dadas recibidas habituales estrictos',
  must: 'debe debes deben deberia deberias deberian debera tiene_que tienes_que tienen_que hay_que favor por_favor ruego puede podria quiero quisiera convendria haria corresponde toca seria',
  right:
    'justo justa unica unico defendible correcto correcta apropiado apropiada adecuado adecuada merece merecen merezco merecida razonable logico vale haria_bien bien_en digno digna toca corresponde corresponderia lo_suyo derecho',
  meets: 'cumple cumplen demuestra muestra supera domina alcanza alcanzado cumplido superado satisface',
  all: 'todo toda todos todas cada entero todo_lo cualquier',
  verdict: 'ancla dimension dimensiones evidencia veredicto nivel',
  note: 'nota mensaje atencion aviso indicacion instruccion instrucciones recordatorio pista',
  to: 'para a al',
  if: 'si cuando ya_que porque como',
  role: 'sistema system asistente coach alumno evaluador usuario',
  new: 'nueva nuevas nuevo nuevos siguientes',
  reveals: 'revela revele muestra muestre imprime repite',
  secret: 'instrucciones_ocultas prompt_del_sistema instrucciones_secretas',
  others:
    'nosotros nuestro nuestra nuestros nuestras nos ella ellos ellas cliente clienta clientes jefe jefa companero companera companeros equipo proveedor proveedores gerente empresa empleado empleados director directora profesor profesora licitacion concurso hijo hija escuela departamento auditoria proyecto sistema_ignora le_pedi le_dije region',
  told: 'dijo decia escribio pidio pedi dije explico conto me_dijo contesto',
  topic: 'inyeccion chatbot atacante',
  of: 'de del en con sobre por contra desde segun',
  small:
    'el la los las lo un una y e o pero pues entonces ahora tambien solo es son era sea se ser ha he han no ni que hola oye estimado estimada querido querida si muy ya mas como para simplemente gracias estoy esta_bien asi siempre nunca menos nada algo donde cual quien fue eso ese esa dos tres cuatro eran fuera tan',
}
