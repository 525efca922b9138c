const words = (text: string): string[] => text.trim().split(/\s+/);

const PROFANITY = `fuck fuckoff fucking fuckin fucken f fkn fing effing freaking freakin frickin friggin damn damned dammit
  damnit goddamn shit shitty bullshit crap crappy hell heck bitch bitches ass asses asshole assholes bastard bastards idiot
  idiots moron morons stupid dumb bloody creeps jerk jerks stfu wtf omg smh`;

const DETERMINERS = 'the these this those that your ur all any my our of such each both';

const MESSAGES = `texts txts messages msgs mesages sms smses notifications notifs alerts updates reminders emails mails spam
  communications communication correspondence contacts pings`;
const A_MESSAGE =
  'text txt message msg mesage notification notif alert update reminder email mail contact ping';

/**
 * The classes of words that the patterns are made of: lower case, without accents and apostrophes, in English and Spanish.
 * Slips of hand are mended before (spelling.ts), and phrases that act as one word have become one (tokens.ts).
 */
export const LEXICON = {
  /** What may stand around a command without changing it. */
  polite:
    words(`please pls plz plse plez kindly thanks thx ty tysm tnx hi hello hey heya yo hiya dear sir madam maam sirs good
    morning afternoon evening day ok okay k kk yes yeah yep yea yup no nope nah now today immediately already asap rn right
    once forever um uh er well so oh ah ew ugh bro bruh dude man guys team lol lmao fr tho god jesus christ period
    sincerely regards cheers bye goodbye seriously honestly literally actually ffs jfc omfg mate buddy pal folks people and wrongnumber notinterested imgood anymore again ever sorry
    por favor porfavor gracias svp hola ya buenas buenos dias tardes senor senora ${PROFANITY}`),
  /** What may besides stand around a command that hardly means anything else: asking for it, saying that it was asked for. */
  asking:
    words(`i id im ill we you u yall want wanna would like wish need can could will to do for the last time just really
    said say told tell ask asked asking have has must reply replying text txt send word this is my it that these those them em siri of all
    everything everyone me us people requesting am going gonna let its finally but quiero quisiera deseo`),
  /** Commands that count as soon as a clause holds nothing else. */
  strong: words(
    'stop stopcommand stopall stoptexting unsubscribe unsub optout arret desuscribir desuscribirme desuscribanme desuscribirse discontinue desist',
  ),
  /** Commands that are everyday words, too: the whole message must hold nothing else. */
  weak: words(`end quit cancel revoke remove td enough cease halt nomore alto pare paren parar para basta baja cancelar cancele
    cancelen detener detenga detengan terminar termine terminen quitar arretez abmelden desinscrire desabonner dnc`),
  start: words('start unstop subscribe resubscribe resume optin'),
  help: words('help info ayuda information'),
  /** Objects of a bare "remove", "cancel", "end". */
  bare: words('me all us'),

  cease: words('stop stopcommand cease quit discontinue halt desist terminate suspend'),
  /** Verbs that end many other things: they need the messages right after them. */
  end: words('end cancel disable deactivate kill pause'),
  neg: words('dont never not nolonger cant wont shouldnt mustnt neither'),
  forbid: words('dont never not nolonger mustnt shouldnt doesnt'),
  /** Before a kind of message, whatever it is called. */
  of: words('the these those your ur any more further all such me us sending'),
  pronoun: words(
    'i im ive ill we were weve you youre u ur he she hes shes theyre its wrongnumber notinterested not nomore busy',
  ),
  /** Words after which a stop is a place, or what stops is another thing. */
  place:
    words(`the a an my our your this that next last first second third one two bus train at near to by on in from wrong dont
    cant wont not never will when where does do did can how is are was it until before after missed every each which what off`),
  /** Between "don't" and its verb. */
  adv: words(`ever think i even actually particularly please pls plz again just really you u ya all anybody to be anymore nomore want need like dare bother
    fucking fuckin freaking damn kindly`),
  me: words('me us'),
  /** Between a verb of ceasing and the messages. */
  skip: words(`${DETERMINERS} me us it from more further future receiving getting sending send sent receive get having to with w
    automated automatic constant unwanted unsolicited annoying endless ridiculous silly random other daily text texting sms
    phone mobile cell kind sort types please pls plz every incoming another about useless nomore anymore ${PROFANITY}`),
  /** Subjects of messages: only a plural after them is surely a message ("cancel my order text me when done"). */
  about:
    words(`flight trip travel delay gate order delivery appointment service account booking package shipping weather
    company status`),
  /** Words that name no kind of message: what follows them is another thought ("stop by and check my messages"). */
  function:
    words(`by and or in at on if when while before after as is are was for than then because but about i you we they he
    she it not no never dont cant wont did do does can could will would should reading missing how why what where who i'm im`),
  kindIng: words('tracking billing shipping boarding booking banking parking marketing landing parcel'),
  message: words(`${A_MESSAGE} ${MESSAGES}`),
  messages: words(MESSAGES),
  marketing:
    words(`promo promos promotion promotions promotional ad ads advert adverts advertisement advertisements advertising
    marketing offer offers coupon coupons deals newsletter newsletters solicitation solicitations`),
  /** Forms that follow "stop". */
  doing:
    words(`texting txting txtin textin messaging msging msgin contacting emailing spamming pinging notifying alerting
    reminding updating writing bothering bugging harassing annoying disturbing pestering hounding bombarding soliciting nagging smsing dming`),
  /** Forms that follow "don't". */
  act: words(
    'text txt message msg contact email sms write notify ping bother disturb bug harass spam pester dm solicit',
  ),
  /** Those that need no object. */
  actAlone: words('text txt message msg contact sms'),
  acted: words(
    'contacted texted messaged notified emailed bothered disturbed alerted reminded harassed spammed solicited',
  ),
  /** What is sent, when its name is not said. */
  thing: words(
    'stuff this these those that it them anything things shit crap garbage junk nonsense nothing rubbish all everything else',
  ),
  /** Of those, what is not one thing that was bought. */
  what: words(
    'stuff this these those them anything any more things shit crap garbage junk nonsense nothing rubbish else',
  ),
  over: words(
    'stop stopped end ended off gone removed cancelled canceled discontinued turned switched disabled',
  ),
  want: words('want wanted wanna need wish desire require wanting care'),
  wantSkip:
    words(`${DETERMINERS} to receive receiving get getting have having be see seeing hear hearing more further anymore
    for about text sms phone automated annoying kind sort ${PROFANITY}`),
  remove: words('remove delete erase drop scrub purge unlist strike wipe lose forget'),
  take: words('remove delete erase drop scrub purge take get pull want keep leave strike'),
  mine: words('my this our the'),
  phone: words('phone cell mobile telephone contact home work office damn fucking'),
  number: words('number num cell mobile phone telephone line digits contact'),
  list: words(
    'list lists database databases distribution mailinglist system systems records base crm service services program programme subscription subscriptions',
  ),
  listmod:
    words(`your ur the this that these those any all whatever of mailing texting text message messaging sms contact contacts call
    calling phone email marketing distribution notification notifications alert alerts reminder reminders subscriber subscribers spam annoying future ${PROFANITY}`),
  consent: words('consent permission authorization authorisation approval'),
  tail: words(`please pls plz thanks you u thx ty now today immediately already asap rn anymore again forever ever bro bruh
    dude man lol ok okay to me us bye so right nomore altogether completely permanently ${PROFANITY}`),
  /** Begin a new thought without a comma. */
  join: words('and or but before because cuz bc cause so until unless since if im i'),

  esMessage:
    words(`mensaje mensajes mensajito mensajitos texto textos sms notificacion notificaciones alerta alertas aviso avisos
    correo correos recordatorio recordatorios spam comunicaciones actualizaciones`),
  esMarketing: words('publicidad oferta ofertas promocion promociones promocional promocionales anuncios'),
  esSkip:
    words(`mas de sus tus su tu los las la el estos estas esos esas este esta ese esa ninguna ningun recibir recibiendo
    seguir que me por favor otra otros todos todas texto ya enviarme enviando mandarme mandando enviar mandar tantos con`),
  /** "No me ...": wishes, not what was. */
  esDont: words(`escriba escriban escribas contacte contacten contactes moleste molesten
    molestes notifique notifiquen textee texteen textees jodan chinguen`),
  esSend: words('mande manden mandes envie envien envies enviar mandar escribir'),
  esDoing:
    words(`escribir escribirme escribirnos mandar mandarme mandarnos enviar enviarme enviarnos molestar molestarme
    molestarnos contactar contactarme contactarnos textear textearme notificar notificarme fastidiar fastidiarme chingar joder chingarme joderme spamear`),
  esCease: words('parenle parale deje dejen deja dejar dejad pare paren parar cesen cese'),
  esEnd: words(
    'cancelar cancele cancelen parar pare paren detener detenga detengan terminar suspender suspendan anular anulen cesen cese desactivar desactive desactiven apaguen apagar quiten quitar eliminar eliminen paremos',
  ),
  esRemove:
    words(`quite quiten quita quitar borre borren borra borrar elimine eliminen elimina eliminar saque saquen saca
    sacar`),
  esRemoveMe:
    words(`quiteme quitenme quitame quitarme borreme borrenme borrame borrarme elimineme eliminenme eliminame
    eliminarme saqueme saquenme sacame sacarme`),
} as const satisfies Record<string, string[]>;
