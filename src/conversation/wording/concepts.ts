/**
 * What service words have in common, English and Spanish: with few examples a reason, "deliver" in one of them has to
 * tell something of "arrive" in what a customer says. Written by hand for any company; one line a concept, which is
 * named by its first word; `_` joins words said one after the other.
 */
const LINES = `
arrive arrives arrived arriving arrival come comes came coming deliver delivers delivered delivery receive received receiving show_up turned_up turn_up get_here got_here llegar llega llego llegado llegada recibir recibido recibi entrega entregado entregar
where locate location find track tracking tracked whereabouts donde ubicacion localizar rastrear seguimiento
when eta long soon cuando cuanto_tarda
wait waiting waited awaiting esperar esperando espero
late delay delayed delays behind overdue slow tarde retraso retrasado demora demorado
still yet todavia aun sigue
lost lose losing missing misplaced cant_find gone disappeared vanished perdido perdida perdi falta desaparecido extraviado
steal stole stolen theft thief robbed mugged robado robada robaron robo
broken broke break damage damaged cracked smashed snapped faulty defective roto rota danado averiado defectuoso
fail fails failed failing failure error not_work not_working doesnt_work isnt_working wont_work didnt_work wouldnt_work stopped_working didnt_go_through not_go_through not_going_through unsuccessful glitch bug fallo falla fallado no_funciona
decline declined declining reject rejected rejects refuse refused denied deny not_accepted rechazado rechazada rechazan denegado
cancel cancels cancelled canceled cancelling canceling cancellation call_off anular cancelar cancelado cancelacion
undo revert reverted reverse reversed reversal take_back deshacer
refund refunds refunded refunding reimburse reimbursed reimbursement money_back devolucion reembolso reembolsar devolver
return returns returned returning send_back sent_back devuelto
exchange exchanges exchanged swap convert converting conversion cambiar_por canje
change changes changed changing modify edit alter amend update updating switch cambiar cambio cambie modificar actualizar
replace replaced replacement new_one another_one otro_nuevo reemplazo sustituir reponer
money cash funds fund dinero efectivo fondos plata
pay pays paid paying payment payments pago pagar pague pagado
buy bought buying purchase purchased purchases purchasing comprar compra compre
sell selling sold vender
charge charges charged charging debit debited billed cobro cobrar cobrado cargo cobraron
fee fees cost costs price prices pricing expensive cheap surcharge tarifa precio coste costo comision
rate rates tipo_de_cambio tasa
twice double duplicate duplicated two_times multiple_times dos_veces doble duplicado
extra additional unexpected unexplained hidden adicional inesperado
wrong incorrect mistake mistaken mistakenly error_in not_right incorrecto equivocado mal equivocacion
unknown unrecognized unrecognised dont_recognize dont_recognise not_recognize didnt_make didnt_do never_made not_mine desconocido no_reconozco
fraud fraudulent scam suspicious hacked compromised unauthorized unauthorised someone_else fraude estafa
invoice invoices bill bills billing statement receipt factura recibo
balance balances saldo
transfer transfers transferred transferring wire sent_money send_money transferencia transferir
deposit deposits deposited top_up topup topping topped top_ups load add_money deposito recarga recargar ingresar
withdraw withdraws withdrawal withdrawals withdrew withdrawing take_out took_out retirar retiro sacar
atm cashpoint cash_machine machine cajero
limit limits maximum cap minimum restrict restriction restrictions limite maximo minimo
pending processing in_progress not_complete not_completed incomplete pendiente proceso
account accounts profile cuenta perfil
login log_in logging_in sign_in signin signing_in access iniciar_sesion entrar acceso acceder
password passcode passwords contrasena clave
pin code codes codigo
reset forgot forgotten forget recover recuperar olvide olvidado
block blocked lock locked unblock unlock frozen freeze stuck suspended bloqueado bloqueada bloquear desbloquear
activate activated activation activating enable start_using activar activacion
register registered sign_up signup enroll open opening create setup set_up registrar registrarse abrir alta
close closed closing delete deleted deactivate remove terminate end cerrar eliminar borrar baja
verify verified verification verifying confirm confirmed identify identification identity prove proof verificar verificacion identidad confirmar
document documents passport id_card license licence papers documento pasaporte
why reason explain explanation por_que porque explicar
how process steps instructions como pasos
support supported accept accepted accepts accepting allow allowed available acepta aceptan permite disponible
country countries abroad overseas international foreign internationally travel travelling traveling pais extranjero viaje internacional
currency currencies dollars euros pounds gbp usd eur aud moneda divisa
phone mobile cell cellphone handset smartphone telefono movil celular
number numero
email mail e_mail correo
address addresses direccion
name surname names nombre apellido
details information info data personal datos informacion
app application aplicacion
website site web online pagina sitio
order orders ordered ordering pedido pedir orden
parcel package packages shipment box paquete envio
ship shipped shipping dispatch dispatched post posted mailed courier enviar enviado
card cards tarjeta tarjetas
flight flights plane planes vuelo vuelos avion
ticket tickets boarding_pass billete boleto pasaje
bag bags baggage luggage suitcase maleta equipaje
seat seats asiento
book booked booking bookings reservation reservations reserve reserva reservar
appointment appointments visit technician engineer cita visita tecnico
room rooms habitacion
internet wifi broadband connection connected signal network conexion red senal
down outage outages offline no_service cut_off not_connecting caido corte averia
power electricity electric gas water luz electricidad agua
meter reading contador lectura
plan plans subscription subscribe package_deal contract plan_de contrato suscripcion
upgrade upgrading upgraded mejorar
discount promotion promo coupon voucher offer deal reward points descuento oferta promocion cupon puntos
insurance cover claim claims insured seguro reclamacion siniestro
loan credit mortgage prestamo credito hipoteca
size fit small big large talla
help assist assistance need_help ayuda ayudar
person human agent representative someone speak talk speaking persona agente hablar
complain complaint complaining unhappy unacceptable angry disappointed queja reclamo
urgent urgently asap immediately right_away emergency urgente
store shop branch shops tienda sucursal
hours time_open opening_hours horario
child children kid kids son daughter hijo hija ninos
old age years_old edad
expire expires expired expiring expiry expiration caduca caducado vence vencido
today tonight hoy
friend friends family someone_else_use amigo familia
physical plastic fisica
virtual disposable digital
automatic automatically auto recurring direct_debit scheduled automatico domiciliado
use uses used using utilise utilize usar uso utilizar
get gets getting obtain conseguir obtener
show shows showing shown appear appears appeared display displayed see listed visible aparece mostrar
send sends sent sending enviar_a mandar
history activity transactions transaction historial movimientos transaccion
disappear dropped
swallowed ate eaten retained kept_my
contactless tap nfc sin_contacto
`;

const CONCEPT = new Map<string, string>();
for (const line of LINES.trim().split('\n')) {
  const [name = '', ...others] = line.split(' ');
  for (const word of [name, ...others]) if (!CONCEPT.has(word)) CONCEPT.set(word, name);
}

/** The concepts of a list of words in their order; a word or pair of words without one is given as `other` has it. */
export function concepts(list: readonly string[], other: (word: string) => string): string[] {
  const found: string[] = [];
  for (let i = 0; i < list.length; i++) {
    const word = list[i] as string;
    const pair = CONCEPT.get(`${word}_${list[i + 1]}`);
    if (pair) i++;
    found.push(pair ? `=${pair}` : CONCEPT.has(word) ? `=${CONCEPT.get(word)}` : other(word));
  }
  return found;
}
