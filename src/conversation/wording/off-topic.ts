/**
 * What people say on a service line, or to a machine, that is about no company's business: "none of them" for a company
 * with a reason or two, and what rare words of talk are worth. Written by hand.
 */
export const OFF_TOPIC: readonly string[] = `
what is the weather like tomorrow
is it going to rain this weekend
tell me a joke
sing me a song
how tall is mount everest
who won the football last night
what is the capital of australia
how do you boil an egg
can you recommend a good film
what should i cook for dinner
play some music please
set an alarm for seven in the morning
how many ounces are in a pound
what does this word mean in french
translate good morning into german
do you have a boyfriend
are you a robot or a real person
what is your name
how old are you
where do you live
i love you
you are stupid
that is not what i meant
sorry can you say that again
i did not catch that
hello is anybody there
can you hear me
hang on a second
just a minute the dog is barking
sorry wrong number
i was talking to my wife not to you
never mind
forget it
let me think about it
i am not sure what to say
nothing really i was only looking
just testing
test test one two three
good morning how are you today
i am fine thanks and you
thank you very much that is all
yes that is right
no that is not it
okay great
bye have a nice day
what time is it
what day is it today
how far is the moon
who is the president of france
what is twelve times fifteen
tell me something interesting
how do i get rid of ants in the kitchen
my cat will not eat her food
what is the best way to learn the guitar
how long should i roast a chicken
is chocolate bad for dogs
where can i see the northern lights
do you believe in ghosts
which team do you support
i am bored
what are you wearing
how do i tie a tie
why is the sky blue
give me directions to the beach
remind me to water the plants
turn off the lights in the living room
how do you spell necessary
flip a coin
who wrote hamlet
what is the meaning of life
my neighbour is playing loud music
i have a headache what should i do
the kids are shouting sorry about that
it is raining here
i need a recipe for pancakes
when is the next full moon
is there life on mars
who painted the mona lisa
what should i give my sister for her birthday
how do i train a puppy
are we there yet
i like your voice
stop talking
speak louder please
whatever
lorem ipsum dolor sit amet
asdf qwerty
blah blah blah
I want to sell you solar panels for your office
are you hiring at the moment
we are doing a survey have you got five minutes
que tiempo hace manana
cuentame un chiste
pon algo de musica
como te llamas
cuantos anos tienes
quien gano el partido de ayer
cual es la capital de francia
que hora es
hola hay alguien ahi
me oye usted
espere un momento por favor
perdon me he equivocado de numero
no le he entendido
puede repetirlo mas despacio
nada solo estaba mirando
dejalo no importa
buenos dias que tal esta
si eso es
no eso no
gracias eso es todo
adios que tenga un buen dia
como se hace una tortilla de patatas
que puedo cocinar para la cena
mi perro no quiere comer
por que el cielo es azul
estoy aburrido
te quiero
eres un robot
recomiendame una pelicula
como se dice gato en ingles
apaga la luz del salon
`
  .trim()
  .split('\n');
