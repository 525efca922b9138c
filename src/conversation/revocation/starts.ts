import { order, type Rule } from './rules.ts';

/** Ways of asking for messages again. "Yes" answers a question and is none of them. */
export const STARTS: readonly Rule[] = [
  order('start|restart|resume|begin <skip>* <messages>|<doing>'),
  order('start|restart|resume|begin sending <skip>* <message>'),
  order('you|u can|may <act> <me> again|anymore'),
  order('want|like to? get|receive|have? <skip>* <messages> again|back'),
  order('turn|switch <skip>* <messages> back? on'),
  order('turn|switch back? on <skip>* <messages>'),
  order('resubscribe|optin'),
  order('subscribe <me> again|back'),
  order('sign|add|put me back? up|on? for|to|on <skip>* <messages>|<list>'),
  order('empezar|volver|quiero a? recibir <esSkip>* <esMessage> <polite>|de|nuevo|otra|vez* $'),
];
