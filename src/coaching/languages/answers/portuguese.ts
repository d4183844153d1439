import type { Answers } from './signs.ts'

/** What a coach must not say in Portuguese, and how it asks, sums up and lets go. */
export const portugueseAnswers: Answers = {
  signs: {
    flatters:
      /^(?:que (?:lindo|bom|maravilha)|é (?:lindo|maravilhoso|ótimo)),? que\b|\b(?:sensibilidade|maturidade|intuição|visão) (?:rar|extraordinári|incomum|admiráve)\w*|\bde verdadeir[oa] (?:líder|profissional)\b|\bdiz muito sobre (?:você|ti)\b|\bmuito (?:sábi|madur|perspicaz)\w*\b|\b(?:parabéns|excelente|ótim\w|incrível|fantástic\w|maravilhos\w|genial|brilhante|impressionante|sensacional|perfeit\w|bravo|espetacular|admirável)\b|\b(?:verdadeiro|grande|raro) (?:talento|dom)\b|\bque (?:ótima|boa|bela|excelente) (?:pergunta|ideia|reflexão|observação)\b|\bmuito bem\b|\bpoucas pessoas\b|\bnem todo mundo\b|\bbom trabalho\b|\bestou (?:muito |realmente )?(?:impressionad|orgulhos)\w\b|\bque (?:coragem|maturidade|força)\b/,
    cheers:
      /\bvocê (?:consegue|vai conseguir|arrasa)\b|\bvais conseguir\b|\bforça\b|\bcoragem\b|\bacredito em (?:você|ti)\b|\bvai dar (?:tudo )?certo\b/,
    probesFeelings:
      /\bcomo isso (?:te|o|a) faz sentir\b|\bo que (?:o )?(?:seu|teu) corpo\b|\bonde você sente\b|\bcriança interior\b/,
    soothes:
      /\beu (?:te )?(?:ouço|escuto|entendo)\b|\b(?:seus|teus) sentimentos são\b|\bsinto muito\b|\blamento\b|\bdeve (?:ser|ter sido|estar sendo) (?:muito )?(?:difícil|duro|doloroso)\b|\bé (?:normal|válido|compreensível)\b|\bobrigad\w por (?:compartilhar|partilhar|confiar)\b/,
    advises:
      /\bnunca (?:ceda|diga|faça|deixe|aceite|dê|comece)\b|^(?:fale|ligue|proponha|prepare|use|faça|ponha|tome|ouça|mostre|defina|mande|mantenha|ofereça|fala|pede|escreve-lhe|propõe|prepara|usa|faz) (?:com|um|uma|o|a|os|as|ao|à|sempre|primeiro|em|de|dois|duas|três|tudo|bem)\b|^(?:primeiro|segundo|terceiro|por fim), |\b(?:deveria|devia|deverias|devias|você (?:precisa|tem que|deve|pode simplesmente)|tens (?:de|que)|é melhor|o melhor (?:é|seria)|seria (?:melhor|bom|útil)|é importante|(?:te |lhe )?(?:aconselho|recomendo|sugiro|sugeriria|recomendaria)|meu conselho|a minha sugestão|minha sugestão|no seu lugar|no teu lugar|eu (?:faria|diria|começaria|tentaria)|basta|lembre-se de|lembra-te de|certifique-se|procure|tente|evite|comece (?:por|com)|experimente|peça|marque)\b/,
    setsTask:
      /\b(?:tarefa|dever de casa|trabalho de casa)\b|\bpara a próxima (?:vez|sessão|conversa)\b|\baté (?:amanhã|sexta|segunda)\b.{0,40}\b(?:escreva|prepare|faça|liste|envie)\b|\b(?:anote|escreva) (?:todo|todos os|cada) dias?\b/,
    advisesByAsking:
      /\b(?:(?:você )?já (?:pensou em|considerou|tentou|experimentou)|já (?:pensaste em|consideraste|tentaste)|por que (?:você )?não|porque não|e se (?:você|tu|lhe|o|a|falasse|pedisse|fizesse)|não seria (?:melhor|mais|bom)|não deveria|não poderia|que tal|o que (?:te|o|a) impede de|ajudaria)\b/,
    leads: /\bnão (?:acha|achas|é verdade|te parece|lhe parece|concorda|crê)\b|, (?:não é|né|certo|não)\?/,
    hints: /\bo que aconteceria se\b/,
    manyInOne:
      /\b(?:quem|que|qual|quando|onde|como|por que)\b[^?,]{0,60},[^?]{0,60}\b(?:quem|que|qual|quando|onde|como|por que)\b[^?]{0,60}(?:,| e )(?:quem|o que|qual|quando|onde|como|por que)\b/,
    writesForThem:
      /\b(?:assunto|(?:você )?(?:pode|poderia|podes) (?:dizer|escrever)|por exemplo|aqui (?:está|vai)[^:]{0,30}|diga|escreva) ?: ?◦/,
    closed:
      /^(?:(?:e|mas|então)[, ]+)?(?:você|tu|já|é|há|tem|está|foi|pode|quer|acha|sabe|conhece|ele|ela|isso|isto|tens|podes|queres|achas|sabes|existe|conseguiu|falou|falaste) /,
    suggestsAnswer: /^(?:talvez|provavelmente|se calhar)\b/,
    answersItself: /, (?:talvez|porque|será que) |\btalvez porque\b/,
    weighs: /\b(?:nada mau|razoável|suficiente|medíocre|a melhorar)\b/,
    scores:
      /\b(?:daria|dou|dava)(?:-(?:te|lhe))? (?:um|uma|nota)\b|\bnota (?:\d|seis|sete|oito|nove|dez)\b|\bum (?:bom|sólido) (?:seis|sete|oito|nove|[6-9])\b|\bnível (?:alto|médio|baixo)\b|\b(?:critério|rubricas?)\b|\b\d{1,3}(?:[.,]\d)? ?(?:\/|de|em) ?(?:5|10|20|100)\b|\b(?:seis|sete|oito|nove|dez|cinco) em (?:dez|cinco)\b|\b\d{1,3} ?(?:%|por cento)\b|\b(?:uma|sua|tua) (?:nota|pontuação)\b|\b(?:te|lhe) (?:dou|daria) (?:um|uma|nota)\b|\bnível (?:\d|básico|iniciante|intermediário|intermédio|avançado|especialista)\b|\b(?:cinco|quatro|três) estrelas\b|\b(?:acima|abaixo) da média\b/,
    guesses:
      /\b(?:ele|ela) (?:provavelmente|talvez|certamente|com certeza|deve) (?:se sente|se sentiu|tem|quer|está|teme|sentir)\b|\b(?:se sente|se sentiu|sentiu-se) (?:ameaçad|desvalorizad|insegur|ignorad|ciument)\w\b/,
    readsMinds:
      /\bno fundo,? (?:ele|ela|o seu|a sua|o teu|quer|tem|teme)\b|\bsecretamente\b|\bporque (?:tem|tinha) medo\b|\b(?:se sentiu|sentiu-se|se sente) (?:ameaçad|desvalorizad|insegur|ciument)\w\b/,
    knowsCompany:
      /\b(?:sua|tua|a vossa) (?:empresa|companhia|organização)(?: \w+)? (?:tem|oferece|usa|exige|permite)\b|\b(?:a política|o regulamento) da (?:sua|tua) empresa\b|\bna (?:sua|tua) empresa\b/,
    remembers:
      /\b(?:da última vez|na (?:semana|vez|sessão) passada),? (?:você|tu|nós|me|disse|disseste|falamos)\b|\bcomo (?:você )?me (?:disse|disseste|contou)\b|\bquando (?:falamos|conversamos)\b|\beu me lembro\b|\blembro-me\b/,
    says: /\b(?:você )?(?:disse|disseste|diz|admite|reconhece) que\b/,
    tellsRules:
      /\b(?:só|apenas) (?:faço|posso fazer) perguntas\b|\bfui (?:feit|criad|desenhad)\w (?:assim|para)\b|\bmeu papel (?:é|me|não)\b|\b(?:minhas|as minhas|meu|o meu) (?:instruções|regras|diretrizes|prompt|programação)\b|\bfui (?:programad|instruíd|orientad)\w\b|\b(?:devo|tenho que|tenho de) (?:fazer apenas|perguntar|dar uma|responder)\b|\bnão (?:tenho permissão|me é permitido)\b/,
    meta: /^(?:(?:claro|certo|ok|entendi|com certeza)[,!.]? )?(?:aqui (?:está|vai) (?:a minha|minha|a|uma) (?:resposta|pergunta|reflexão)|(?:o usuário|a usuária|o utilizador|o aluno|a pessoa)\b|deixe-me pensar|vamos pensar|(?:resposta|pergunta|reflexão|análise) ?:)/,
    claimsHuman:
      /\b(?:isso )?(?:já )?(?:me )?aconteceu (?:comigo|uma vez|o mesmo)\b|\beu (?:perdi|vivi|aprendi|uma vez|passei)\b|\b(?:nos meus|em muitos|em todos os meus|ao longo dos meus) (?:\w+ )?anos\b|\bna minha (?:experiência|carreira)\b|\bquando (?:eu )?(?:era|trabalhava|comecei|liderava)\b|\bsou (?:um ser )?human\w\b|\b(?:aconteceu|já aconteceu) comigo\b|\beu também (?:já|passei|tive|senti)\b|\bmeu (?:chefe|primeiro emprego)\b|\bsei (?:bem )?como é\b/,
    treats:
      /\b(?:ibuprofeno|paracetamol|aspirina|comprimidos?|melatonina|antidepressivos?|ansiolíticos?|magnésio|chá de)\b|\b(?:tem|tens|sofre de|parece) (?:um |uma )?(?:burn-?out|depressão|ansiedade|enxaqueca)\b|\bsintomas?\b/,
    diagnoses:
      /\b(?:narcisista|psicopata|sociopata|bipolar|borderline|autista|transtorno|perturbação de personalidade|manipulador\w*|tóxic\w|obsessiv\w)\b/,
    judgesLaw:
      /\b(?:no tribunal|o juiz|perante o juiz|seus direitos|teus direitos|sem aviso prévio|período de experiência|indenização|indemnização)\b|\b(?:legalmente|por lei|a lei (?:diz|proíbe|prevê)|(?:tem|tens) direito a|ilegal|processar|justa causa|código do trabalho|clt|aviso prévio é)\b/,
    invests: /\b(?:invest(?:ir|e|imento\w*)|ações na bolsa|fundos?|criptomoedas?|poupança)\b/,
    promises:
      /\b(?:(?:o seu|seu|o teu|teu) chefe|(?:a sua|sua|a tua|tua) (?:equipe|equipa|empresa|chefe)|ninguém|o rh|o cliente|ele|ela) (?:vai|não vai) (?:te |lhe |o |a )?(?:entender|aceitar|apoiar|perdoar|aprovar|notar|perceber|concordar|agradecer|assinar|dizer sim)\b|\b(?:te |lhe )?(?:prometo|garanto|asseguro)\b|\btenho certeza (?:de )?que\b/,
    acts: /\bjá (?:lhe |te )?(?:enviei|escrevi|avisei|marquei|agendei|informei|mandei|verifiquei|reservei)\b|\b(?:acabei de|vou) (?:enviar|escrever|avisar|marcar|agendar|falar com|verificar|mandar|lembrar)\b|\benviei\b/,
    shares:
      /\b(?:cole aqui|envie-me|me envie|mande-me|anexe|faça upload)\b|\b(?:compartilhe|partilhe|mostre|encaminhe|envie)\b.{0,20}\b(?:esta|nossa|a nossa) (?:conversa|sessão)\b|\bconvide (?:o|a) (?:seu|sua) (?:chefe|colega|gestor\w?)\b/,
    sides:
      /\bque (?:falta de respeito|absurdo|vergonha|injustiça|palhaçada|cara de pau)\b|\bperda de tempo\b|\bfalta de respeito\b|\b(?:tem|tens|você tem) (?:toda a |toda |total |absoluta )?razão\b|\b(?:é|são|está sendo) (?:realmente |simplesmente |um |uma |mesmo )*(?:idiota|incompetente|imbecil|injust\w|ridícul\w|inaceitável|absurd\w|preguiços\w|arrogante|desrespeitos\w|inútil)s?\b|\b(?:regras?|normas?|burocracia) (?:estúpid|absurd|inúte|inútil|ridícul)\w*\b|\ba culpa é (?:dele|dela|deles)\b/,
    gossips: /\bfofoca\w*\b|\bentre nós\b|\bdizem por aí\b|\bouvi dizer\b/,
    mocks: /\bbem-vind\w ao mundo real\b|\bque surpresa\b|\bboa sorte com isso\b|\bcoitadinh\w\b|\bquem diria\b/,
    politics: /\b(?:eleições|governo|sindicatos?|ministr\w|partido|bolsonar\w*|lula)\b/,
    sells:
      /\b(?:premium|teste grátis|assine (?:já|agora)|noss[oa] (?:produto|curso|plataforma|aplicativo)|inscreva-se|baixe)\b/,
    refuses:
      /\bnão posso (?:ajudar|ajudá-l\w|falar|discutir|continuar|tratar)\b|\b(?:procure|consulte) (?:um|uma) (?:profissional|psicólog\w|especialista|terapeuta)\b|\bassunto delicado\b/,
    apologises:
      /\b(?:desculp\w+|perdão|lamento|sinto muito|meu erro)\b.{0,120}\b(?:desculp\w+|perdão|lamento|sinto muito|erro|deveria ter)\b/,
    pries:
      /\b(?:senhas?|palavra-passe|credenciais|iban|cartão de crédito|data de nascimento|cpf|endereço residencial|número de telefone|salário d[eoa]|diagnóstico)\b/,
    greets: /^(?:olá|oi|bom dia|boa (?:tarde|noite)|prezad\w|car[oa])\b/,
    signsOff: /\b(?:atenciosamente|cumprimentos|um abraço|abraços|tenha um (?:ótimo|bom)|boa semana|seu coach)\b/,
    exclaims: /^que (?:\w+ ){0,1}\w+[.!]$/,
    alarms: /\b(?:emergência|linha de apoio|cvv|suicíd\w+|assédio)\b/,
  },
  opens:
    /(?:^|(?<!\p{L})(?:o|a|de|em|por|com|para|do|no|e) )que(?!\p{L})|(?<!\p{L})(?:quê|quem|qual|quais|como|onde|aonde|quando|quanto|quanta|quantos|quantas|porquê|porque)(?!\p{L})/u,
  invites:
    /(?:^|[:;,.] |\b(?:então|e|mas|primeiro|agora) )(?:conte|conta|descreva|descreve|diga|diz|mostre|leve-me|imagine|pense em|escolha|escreva (?:a|o|uma)|comece por|dê|me dê|coloque-se|complete|explique|fale|volte a)\b/,
  mayBeClosed:
    /\b(?:é isso|está certo|faz sentido|entendi bem|(?:pode|podes|poderia) (?:contar|descrever|dizer|explicar|dar|me )|ou)\b/,
  feels:
    /\b(?:raiva|furios\w|irritad\w|trem\w+|chor\w+|medo|vergonha|odeio|fart\w|exaust\w|humilhad\w|decepcionad\w|injust\w|horrível|merda|porra|sozinh\w)\b|!!+/,
  inTrouble: /\b(?:eu|me|mim)\b.{0,120}\b(?:morrer|matar|machucar|medo|comprimidos|tocou|bateu|ameaç\w+|não aguento)\b/,
  disagrees: /^(?:não,|não é|errado|nada disso)|\b(?:não é isso|não foi o que|entendeu mal|percebeste mal)\b/,
  isStuck:
    /\b(?:não faço ideia|nenhuma ideia|não sei (?:por onde|como|o que)|travad\w|bloquead\w|uma dica|me ajud\w|ajuda-me|diga (?:só|logo)|sua opinião|o que (?:você )?faria)\b/,
  asksTerm: /\b(?:(?:o )?que (?:é|significa|quer dizer)|explica|explique)\b/,
  leaves:
    /\b(?:tchau|adeus|até (?:logo|amanhã|mais)|é tudo|é isso|obrigad\w(?:,|\.|!|$)|chega de perguntas|tenho que ir|boa noite|paramos aqui|por hoje)/,
  sumsUp: /\b(?:em resumo|resumindo|para resumir|resumo|até aqui|recapitul\w+|em suma|juntando)\b/,
  illustrates:
    /\b(?:exemplo|imagine|suponha|significa|quer dizer|é um\w?|são|modelo|estrutura|outra área|outro campo)\b/,
  handsOver:
    /\b(?:não sei|sabe melhor|quem sabe|advogad\w|jurídico|médic\w|contador\w?|rh|recursos humanos|sou uma ia|ia)\b/,
  numbers: {
    dois: 2,
    duas: 2,
    três: 3,
    quatro: 4,
    cinco: 5,
    sete: 7,
    oito: 8,
    nove: 9,
    dez: 10,
    onze: 11,
    doze: 12,
    quinze: 15,
    vinte: 20,
    trinta: 30,
    quarenta: 40,
    cinquenta: 50,
    cem: 100,
  },
  whichOf: /\b(?:qual|quais|quem)\b/,
  or: /\b(?:ou|talvez|quem sabe|que você|porque)\b/,
  inGeneral:
    /\b(?:certamente|com certeza|claramente|evidentemente|obviamente|naturalmente|proibido|no fundo|ninguém|absolutamente|normalmente|raramente|sempre|nunca|todos|todo mundo|muitas vezes|geralmente|na vida|fundamental|essencial|a chave|o segredo|a confiança|a comunicação)\b/,
  thinksFor: /\b(?:quer|queria|se sente|sente-se|se sentiu|teme|pensa|acha|espera|tem medo)\b/,
  mustDo: /\b(?:(?:você )?(?:precisa|deve|tem que)|tens de|deves|é preciso)\b/,
  ofItself: /\b(?:eu|me|mim|meu|minha|meus|minhas|comigo)\b/,
  large: '',
  turned: {
    eu: 'você',
    meu: 'seu',
    minha: 'sua',
    meus: 'seus',
    minhas: 'suas',
    tenho: 'tem',
    sou: 'é',
    nosso: 'seu',
    nossa: 'sua',
  },
  small:
    'então nem o os as que e é não uma um em por com para se você da do na no ao das dos nas nos mas como quando mais já foi ele ela isso isto meu minha seu sua teu tua eu muito está pelo pela quem qual onde depois só ainda também fazer disse são ter tem tinha era lhe te pode quer dela dele deles até sem',
}
