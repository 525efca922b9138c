/** A talk with the whole cycle, and one that interrogates. */
export const GOOD = `Agent: hi you've reached pinecrest orders my name's marcus what's going on today
Customer: yeah hi so i uh i ordered a bike helmet for my daughter and what showed up is a a water fountain for cats
Agent: a cat fountain instead of a helmet well that's no use on a bike is it i'm sorry somebody here got that so wrong
Customer: we don't even have a cat
Agent: okay what i'll do is find the order first and then work out whether the label or the whole box got swapped cause that decides how fast i can get you the right one you have the order number handy or should i look you up by phone
Customer: uh phone's easier it's six oh two five five five oh one seven three
Agent: six oh two five five five oh one seven three and i'm gonna go quiet for a sec while this loads
Customer: sure
Agent: there it is kids helmet small in teal
Customer: okay good cause the thing is her class ride is saturday and they won't let em ride without one i'm really worried
Agent: saturday so really you want it in your hands friday at the latest and having to tell her she's sitting out that'd be rough on both of you
Customer: oh she'd lose it
Agent: not gonna come to that i've bumped you to two day air and flagged it for tonight's truck so it lands thursday
Customer: seriously okay wow that's that's great
Agent: you'll get the tracking on the same gmail tonight and i'll check on it myself in the morning
Customer: yeah same one thank you marcus`;

export const POOR = `Agent: homecover plus good afternoon can i take your plan number
Customer: yeah it's h c four four seven one oh one but before we do all that your engineer's not turned up again that's the second time
Agent: and your date of birth for me
Customer: eleventh of may seventy one
Agent: phone number on the account
Customer: oh seven seven double oh nine hundred one four two look did you hear what i said it's the second time he's not come
Agent: so i'm looking at it now it says customer not available
Customer: i was available i took the day off i've lost a day's money sat by the window
Agent: the engineer's put a note on saying he called at one fifteen
Customer: well he didn't i've got a doorbell with a camera on it nobody came
Agent: what's the fault with the appliance
Customer: it's on there i've told you twice and the lad before that it's the tumble dryer it trips the electric
Agent: the next one i've got is the twenty third
Customer: no get me somebody over you please because i pay thirty odd quid a month for this
Agent: they'd not have any earlier dates than me it's the same diary
Customer: then i'll cancel it i'll cancel the lot`;
