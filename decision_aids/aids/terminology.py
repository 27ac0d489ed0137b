"""Which words and which service fit what a person describes, without putting a label on anybody.

Source: Support to Overcome Trauma toolkit (2021), sections 1.1, 1.2 and 2.2; Encompass briefing (about 2022) on following a
person's own words; Working with Sex Workers: Outreach (2008), corrected by the law register: under 18 it is always
exploitation, and the old terms for children are out of the law.
"""

from __future__ import annotations

from datetime import date

from decision_aids import facts
from decision_aids.aids.common import ADVICE_WITHOUT_NAME, CALL_999, TELL_MANAGER_NOW
from decision_aids.aids.people import danger_question
from decision_aids.conditions import Always, Called, every, some
from decision_aids.model import Aid, Answers, Card, Computed, Draft, Level, Link, Option, Pitfall, Rule
from decision_aids.questions import NATION, many_of, no, one_of, picked, unknown, yes, yes_no

MEANINGS = "stage 1.2"
EXPLOITATION = "stage 1.1"
REFERRALS = "stage 2.2"
OWN_WORDS = "encompass Take a person-centred approach"
EXCHANGE = "encompass Be aware that the exchange may not be for money"
GUIDANCE_BY_NATION = (
    "working-together",
    "child-protection-wales",
    "child-protection-scotland",
    "child-protection-ni",
)

danger = danger_question()

age = one_of(
    "age",
    "Is the person under 18?",
    (
        Option("adult", "No, 18 or over", "the person is 18 or over"),
        Option("under-18", "Yes", "the person is under 18", danger=2),
        Option(
            "not-sure", "Not sure, or not asked yet", "the person's age is not known", unknown=True, danger=1
        ),
    ),
    required=True,
)

#: Under 18 there is one word, so the words and services for adults stay away.
# Words for adults are offered for adults alone: whose age is not known is treated as a child.
AN_ADULT = picked(age, "adult")

own_word = one_of(
    "own-word",
    "What does the person call it?",
    (
        Option("work", "Work: sex work, escorting, a job", "the person calls it work"),
        Option(
            "getting-by",
            "Getting by, swapping, selling, doing favours",
            "the person calls it getting by or swapping",
        ),
        Option(
            "relationship", "A relationship, love, helping a partner", "the person calls it a relationship"
        ),
        Option("abuse", "Abuse, exploitation, being made to", "the person calls it abuse or exploitation"),
        Option(
            "other-word",
            "A word of their own, even one you would not use",
            "the person has a word of their own",
        ),
        Option("no-word", "They have no word for it", "the person has no word for it"),
        Option("not-asked", "Not asked yet", "the person has not been asked what they call it", unknown=True),
    ),
    help="People can use one word on Monday and another on Thursday. Take the latest.",
    required=True,
)

NEEDS = ("exchange-drugs", "exchange-food", "exchange-shelter", "exchange-protection", "exchange-transport")
FOR_OTHERS = ("exchange-debt", "exchange-belonging")

exchanged = many_of(
    "exchanged",
    "What is given for it?",
    (
        Option("exchange-money", "Money, goods or gifts", "it is for money, goods or gifts"),
        *(
            Option(each.id, each.text, f"it is for this: {each.text[0].lower()}{each.text[1:]}")
            for each in facts.items("exchange-for")
        ),
    ),
    none="Nothing that they name",
    none_says="nothing is given that they name",
)

POINTS = facts.items("points-to-exploitation")
points = many_of(
    "points",
    "Is any of this so, or has it been?",
    tuple(
        Option(each.id, each.text.rstrip("."), f"this is so: “{each.text.rstrip('.')}”", danger=1)
        for each in POINTS
    ),
    help="From what you saw or were told. The person need not call it by any name.",
    required=True,
    none="None that anybody knows of",
    none_says="no sign of control, deception or abuse of power is known",
)

choice = one_of(
    "choice",
    "How do they speak of choosing it?",
    (
        Option("free", "They choose it", "the person says that they choose it"),
        Option(
            "need", "They do it because they need something", "the person says that they do it out of need"
        ),
        Option("mixed", "Sometimes one, sometimes the other", "the person speaks of it in more than one way"),
        Option("made-to", "They are made to", "the person says that they are made to"),
        Option("not-asked", "Not asked yet", "the person has not been asked", unknown=True),
    ),
)

began = yes_no(
    "began-before-18",
    "Did it begin before they were 18?",
    yes="it began before the person was 18",
    no="it did not begin before 18",
    shown_if=picked(age, "adult", "not-sure"),
)

given_label = yes_no(
    "label-on-referral",
    "Did somebody else's word for it come with them?",
    help="On a referral, in a file, from a colleague.",
    yes="somebody else's word for it came with the person",
    no="no word came with the person",
)

wants = many_of(
    "wants",
    "What does the person want help with?",
    (
        Option(
            "health-safety",
            "Health, safety or rights while they sell or exchange sex",
            "they want health or safety while they go on",
        ),
        Option("practical", "A home, money, food, drugs or alcohol, papers", "they want practical help"),
        Option("change", "Stopping, or doing something else", "they want to stop or change"),
        Option("harm", "What was done to them", "they want help with what was done to them"),
        Option(
            "justice", "Reporting, or putting something right", "they want to report or put something right"
        ),
    ),
    none="Nothing at the moment",
    none_says="they want nothing at the moment",
)

LEVELS = (
    Level("emergency", "Emergency", "emergency", "Somebody is in danger. Ring 999 now; words can wait."),
    Level(
        "child",
        "Under 18",
        "high",
        "Under 18 there is one term: exploitation. This is child protection today.",
    ),
    Level(
        "points-to-exploitation",
        "Points to exploitation",
        "high",
        "What is described points to exploitation. That is about what somebody else does. The person chooses the words.",
    ),
    Level(
        "ask-more",
        "Ask more",
        "medium",
        "It is not clear yet. Help now, and ask openly when there is room for it.",
    ),
    Level(
        "their-words",
        "Their words",
        "low",
        "Use the person's own words, and offer what fits what they want today.",
        reassuring=True,
    ),
)

TELL_LEAD = "Tell your safeguarding lead what you heard, and ask about safeguarding: children's social care for somebody who is or may be under 18, the council's or trust's adult team for an adult."

RULES = (
    Rule(
        "danger-now",
        yes(danger),
        "emergency",
        "Somebody is in danger now.",
        (CALL_999, TELL_MANAGER_NOW),
        (),
        "practice",
        (REFERRALS,),
        (),
        "harm",
    ),
    Rule(
        "under-18",
        picked(age, "under-18"),
        "child",
        "Anyone under {law:under-18-protection} who exchanges sex or images is being exploited, whatever it is called and whoever had the idea.",
        (
            "Tell your safeguarding lead now and follow your child protection procedure today.",
            "Say “is being sexually exploited”. With the young person, keep to their words and say what happens.",
        ),
        (
            "Never write of a child as somebody who works, sells or chooses. The law dropped those terms.",
            "There is no clean line on an eighteenth birthday. Ask what adult support can begin now.",
        ),
        "law",
        (EXPLOITATION, "encompass What does research tell us"),
        ("under-18-protection", "cse-definition", "child-prostitution-words", *GUIDANCE_BY_NATION),
        "harm",
        (Link("aids/child-protection/", "Child protection: how urgent is it?"),),
    ),
    Rule(
        "points-to-exploitation",
        Called(
            picked(points, *(each.id for each in POINTS)),
            "anything that points to control, deception or abuse of power is so",
        ),
        "points-to-exploitation",
        "Coercion, control, deception or taking advantage of more power is what marks exploitation. It can be there in sex work, in survival sex and in love.",
        (
            "Look at safety first: what happens if they say no, and who can get at them tonight?",
            "Offer a specialist exploitation service, and say what it does without asking them to take its name.",
            TELL_LEAD,
            "Write what was done and by whom: “he keeps her money”, not a label for her.",
        ),
        (
            "A person can be exploited and still say that it is their work or their partner. Both can be heard at once.",
            "It may look agreed. Agreement under control is not free.",
        ),
        "practice",
        (EXPLOITATION, MEANINGS),
        ("words-for-adults", "adult-sexual-exploitation-definition", "consent-and-capacity-apart"),
        "harm",
        (
            Link("aids/exploitation-indicators/", "What do the indicators mean?"),
            Link("aids/adult-at-risk/", "Does the adult safeguarding test look met?"),
        ),
    ),
    Rule(
        "made-to",
        some(picked(choice, "made-to"), picked(own_word, "abuse")),
        "points-to-exploitation",
        "The person says that it is done to them. Believe it and use their word.",
        (
            "Ask what would make today safer, and what they want to happen next. The choice is theirs.",
            TELL_LEAD,
        ),
        (),
        "practice",
        (EXPLOITATION, REFERRALS),
        ("words-for-adults",),
        "harm",
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "ask-more",
        "You are not sure whether somebody is in danger.",
        (TELL_MANAGER_NOW, "If you fear the worst, ring 999."),
        (),
        "practice",
        (REFERRALS,),
        (),
        "risk",
    ),
    Rule(
        "age-not-known",
        unknown(age),
        "ask-more",
        "You do not know whether the person is under 18. Treat them as a child until you know.",
        ("Keep contact, help now, and find a quiet moment to ask.", ADVICE_WITHOUT_NAME),
        ("Until you know, write what happens and who does it, not that they work, sell or choose.",),
        "practice",
        ("outreach Child protection",),
        GUIDANCE_BY_NATION,
        "risk",
        (Link("aids/child-protection/", "Child protection: how urgent is it?"),),
    ),
    Rule(
        "not-asked",
        some(unknown(own_word), unknown(points), unknown(choice)),
        "ask-more",
        "Nobody has asked yet, or the answer is not clear.",
        (
            "Say first what you keep to yourself and what you cannot. Then ask with examples, not with a word.",
            "Open questions: “How did it start?”, “Who decides?”, “What happens if you say no?”, “What would you like to be different?”",
        ),
        ("Do not make help wait for the answer. Let them come back to it.",),
        "practice",
        (REFERRALS, "encompass Ask the question"),
        links=(Link("talk/asking/", "Asking"),),
    ),
    Rule(
        "for-somebody-else",
        picked(exchanged, *FOR_OTHERS),
        "ask-more",
        "It pays for somebody else, or for belonging. Ask who gains, and what would happen without it.",
        ("Ask about the debt, the partner or the group before you ask about the sex.",),
        ("The bond can be strong and real to the person, and it can be what holds them there.",),
        "practice",
        (EXCHANGE, REFERRALS),
        (),
        "risk",
    ),
    Rule(
        "began-as-child",
        yes(began),
        "ask-more",
        "What happened before 18 was exploitation of a child, whatever was said then. It may have gone on into adult life and come to feel normal.",
        (
            "Say so once, gently, if it helps: “You were a child. That was on them.” Leave the rest to their pace.",
            "Ask whether anybody who was part of it has access to children now.",
        ),
        ("It does not settle what they are doing today. Ask that by itself.",),
        "practice",
        ("stage 1.2", "stage 2.2"),
        ("child-prostitution-words", "childhood-soliciting-convictions"),
        links=(Link("understand/childhood-links/", "Links with childhood"),),
    ),
    Rule(
        "label-came-along",
        yes(given_label),
        "ask-more",
        "A word on a form is somebody else's view. It can be wrong either way.",
        (
            "Ring whoever wrote the word on the form and ask what they saw and heard. Then ask the person.",
            "Put it right in your own records, with what is known.",
        ),
        ("People described as sex workers have turned out to be exploited, and the other way round.",),
        "practice",
        (REFERRALS, MEANINGS),
        ("words-to-retire",),
        links=(Link("understand/four-terms/#mixing", "Why mixing them up does harm"),),
    ),
    Rule(
        "sex-work-fits",
        every(AN_ADULT, some(picked(own_word, "work"), picked(choice, "free"))),
        "their-words",
        "“Sex work” may fit: exchanging sex for money, goods or gifts by choice, in person or online. It is for the person to say.",
        (
            "Say it as they say it. Respect that it is work to them, and ask what would make it safer or better.",
        ),
        (
            "Choosing the work is not agreeing to violence, to debt or to somebody who takes the money. Ask about those too.",
        ),
        "practice",
        (MEANINGS, OWN_WORDS),
    ),
    Rule(
        "survival-sex-fits",
        every(
            AN_ADULT,
            some(picked(exchanged, *NEEDS), picked(choice, "need"), picked(own_word, "getting-by")),
        ),
        "their-words",
        "“Survival sex” may fit: exchanging sex to meet a need such as a bed, food, drugs or protection. Few people use that word of themselves.",
        ("Help with the need first. It is what keeps them in it, and it is what you can change.",),
        ("Do not read need as choice: that is how people are turned away from safeguarding.",),
        "practice",
        (MEANINGS, EXCHANGE),
    ),
    Rule(
        "selling-or-swapping",
        every(AN_ADULT, some(picked(own_word, "no-word", "other-word"), picked(choice, "mixed"))),
        "their-words",
        "“Selling or swapping sex” says what happens and no more. Use it when you do not know how the person sees it.",
        (
            "If they have a word of their own, use that with them, and put it in quotation marks in the notes.",
        ),
        ("Even a word you dislike may be theirs to use. It does not become yours for others.",),
        "practice",
        (MEANINGS, OWN_WORDS),
    ),
    Rule(
        "calls-it-love",
        picked(own_word, "relationship"),
        "their-words",
        "The person calls it a relationship. Talk about the relationship, in those words.",
        (
            "Ask what is good in it, what happens in an argument, and whether they have ever been pressed to have sex with somebody else.",
        ),
        ("Calling someone an abuser before the person does can cost you their trust.",),
        "practice",
        (EXCHANGE, "encompass Ask the question"),
    ),
    Rule(
        "service-health-safety",
        every(AN_ADULT, picked(wants, "health-safety")),
        "their-words",
        "They want health, safety or rights while they go on.",
        (
            "Offer a sex work project, a sexual health clinic, and National Ugly Mugs for alerts and reports. Police are told only with consent.",
        ),
        (),
        "practice",
        (MEANINGS, "encompass Take a risk reduction approach"),
        ("national-ugly-mugs", "sex-worker-unions"),
    ),
    Rule(
        "service-practical",
        picked(wants, "practical"),
        "their-words",
        "They want practical help.",
        (
            "Start with practical help today. They need not name what they do to get a bed, food, treatment or advice.",
        ),
        (),
        "practice",
        (EXCHANGE, REFERRALS),
    ),
    Rule(
        "service-change",
        picked(wants, "change"),
        "their-words",
        "They want to stop, or to do something else.",
        (
            "Ask what stands in the way of stopping or changing, and work on that. Leave the door open both ways.",
        ),
        (),
        "practice",
        ("encompass Take a risk reduction approach",),
        links=(Link("support/leaving/", "Leaving"),),
    ),
    Rule(
        "service-harm",
        picked(wants, "harm"),
        "their-words",
        "They want help with what was done to them.",
        ("Offer a specialist exploitation or sexual violence service, beside the project they trust now.",),
        ("It may be something else that needs help first, such as abuse in the family long ago. Ask which.",),
        "practice",
        (REFERRALS,),
    ),
    Rule(
        "service-justice",
        picked(wants, "justice"),
        "their-words",
        "They want to report, or to put something right.",
        ("Go through which routes are open, with an ISVA if they like.",),
        (),
        "practice",
        ("stage 5.1",),
        links=(Link("aids/reporting-options/", "Which ways to report are open?"),),
    ),
    Rule(
        "nothing-wanted",
        picked(wants, "none"),
        "their-words",
        "They want nothing at the moment.",
        ("Leave condoms, a number that is safe to carry, and a reason to come back.",),
        (),
        "practice",
        (REFERRALS,),
    ),
    Rule(
        "no-signs",
        picked(points, "none"),
        "their-words",
        "Nothing is known that points to exploitation. That is not the same as knowing that there is none.",
        ("Keep the door open for another answer on another day.",),
        (),
        "practice",
        ("stage 2.1",),
    ),
    Rule(
        "began-as-adult",
        no(began),
        "their-words",
        "It began in adult life. Adults are exploited too, often starting at a hard moment.",
        ("Ask what was going on when it began. It may show what would help now.",),
        (),
        "practice",
        (EXPLOITATION,),
    ),
    Rule(
        "always",
        Always("in every case"),
        "their-words",
        "These words do not exclude each other. Several can fit one person, at once or by turns, and they are words for what happens and not for who somebody is.",
        (
            "Follow the person's own words. Where there is none, describe the activity.",
            "Ask what they want help with, and offer the service that fits that. They may use two services at once.",
        ),
        ("Never ask anybody to take a label before you help.",),
        "practice",
        (MEANINGS, OWN_WORDS),
        ("words-for-adults",),
    ),
)


def compute(answers: Answers, today: date) -> Computed:
    """A way to write it down without a label."""
    if not answers.values:
        return Computed()
    lines = ["The person calls it: “[their word]”."]
    given = [
        option.text
        for option in exchanged.options
        if option.key in answers.many(exchanged.key) and not option.exclusive
    ]
    lines.append(
        f"What happens: [activity, in plain words]. What is given for it: {'; '.join(given).lower() if given else '[what]'}."
    )
    seen = [each.text for each in POINTS if each.id in answers.many(points.key)]
    lines += [f"Said or seen: {text} [who does it, when, how I know]" for text in seen]
    if answers.one(age.key) == "under-18":
        lines.append("They are under 18 and are being sexually exploited.")
    if answers.one(began.key) == "yes":
        lines.append("It began when they were a child: [age, if they said].")
    lines.append("What they want: [their words]. Offered: [service]. Next: [when, how to reach them safely].")
    gaps = ("their own word",) if answers.one(own_word.key) in {None, "not-asked", "no-word"} else ()
    return Computed(draft=Draft("How to write it down", "\n".join(lines) + "\n", gaps))


TERMINOLOGY = Aid(
    slug="terminology",
    title="Which words, which service?",
    question="Which words and which service fit what this person describes?",
    summary="Helps you follow a person's own words, see what points to exploitation, and offer the service that fits what they want, without a label.",
    levels=LEVELS,
    questions=(danger, NATION, age, own_word, exchanged, points, choice, began, given_label, wants),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It sets what a person describes beside four terms and shows which may fit, what else to ask, and which kind of service to offer.",
        not_for="It does not sort people into kinds, it is not a referral test for any service, and its words are not for the person's file unless the person uses them.",
        strength="Practice wisdom of three organisations who see these words differently; law only for under 18. No Act defines adult sexual exploitation.",
        pitfalls=(
            Pitfall(
                "Organisations make up their own definitions of adult exploitation because there is none in law, so two services may mean different things by one word.",
                "https://www.changing-lives.org.uk/press-office/open-letter-on-adult-sexual-exploitation-june-2024",
            ),
            Pitfall(
                "The words themselves are disputed, also in police guidance. Ask what a colleague means before you argue about the word.",
                "https://nordicmodelnow.org/2025/04/07/the-updated-npcc-sex-work-national-police-guidance-pandering-to-men-and-failing-women",
            ),
            Pitfall(
                "A result on a screen can turn into a label in a file. Write down what happens instead.",
                "Our own reading",
            ),
        ),
        review="You, with the person, each time you talk; your manager or safeguarding lead when what is described points to exploitation.",
    ),
    links=(
        Link(
            "understand/four-terms/",
            "Four terms: sex work, survival sex, selling or swapping sex, exploitation",
        ),
        Link("understand/words-we-use/", "Words we use, and why"),
        Link("talk/referral-conversation/", "The referral conversation"),
    ),
    compute=compute,
)
