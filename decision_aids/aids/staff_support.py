"""Which support fits what a worker notices in themselves or in somebody they work with. It never diagnoses.

Source: Support to Overcome Trauma toolkit (2021), section 3.4, Support for frontline staff, with its matrix of supervision.
"""

from __future__ import annotations

from datetime import date

from decision_aids import facts
from decision_aids.aids.common import CALL_999
from decision_aids.aids.people import danger_question
from decision_aids.aids.ticks import options, unticked
from decision_aids.conditions import Always, Called, every
from decision_aids.facts.entries import Helpline, Item, SupportForm
from decision_aids.model import Aid, Answers, Card, Computed, Draft, Level, Link, Option, Pitfall, Rule
from decision_aids.questions import many_of, no, one_of, picked, unknown, yes, yes_no

STAFF = "stage 3.4 Support for frontline staff"
DISCLOSURES = "stage 3.3 Taking disclosures"

SAMARITANS: Helpline = facts.get("helpline", "samaritans")
FORMS: tuple[SupportForm, ...] = facts.every("support_form")
FUNCTIONS: tuple[Item, ...] = facts.items("support-functions")

BURNOUT = facts.items("signs-burnout")
VICARIOUS = facts.items("signs-vicarious")
SECONDARY = facts.items("signs-secondary")

SIGNS_SAY = {
    "burnout-energy": "energy is gone",
    "burnout-distance": "there is distance from the job",
    "burnout-no-use": "there is a feeling of being no use",
    "vicarious-world": "the world looks more dangerous or cruel",
    "vicarious-group": "a whole group of people has come to look dangerous or bad",
    "vicarious-beliefs": "beliefs about trust, safety or people have changed",
    "secondary-images": "pictures of what was told come back unasked",
    "secondary-avoiding": "whatever brings it back is avoided",
    "secondary-alarm": "there is being on edge, or numb",
    "secondary-distress": "there is strong distress that does not settle",
    "secondary-daily-life": "sleep, work or daily life no longer hold together",
}

NEEDS_SAY = {
    "function-educational": "learning is needed",
    "function-supportive": "support and recovery are needed",
    "function-organisational": "clear standards are needed",
    "function-line-management": "workload, leave or targets have to be settled",
    "function-administrative": "the way the work is run has to be sorted out",
    "function-relational": "understanding of the relationship is needed",
}

GIBBS = facts.items("gibbs-cycle")

danger = danger_question("You count: thoughts of suicide that could be acted on are danger.")

who = one_of(
    "who",
    "Whose support is it about?",
    (
        Option("me", "Mine", "it is about your own support"),
        Option("i-manage", "Somebody I manage", "it is about somebody you manage"),
        Option("colleague", "A colleague", "it is about a colleague"),
    ),
    required=True,
)

signs = many_of(
    "signs",
    "What do you notice?",
    (
        *options(BURNOUT, SIGNS_SAY, group="About the job", danger=1),
        *options(VICARIOUS, SIGNS_SAY, group="About the world", danger=1),
        *options(SECONDARY, SIGNS_SAY, group="About something that was told or seen", danger=1),
        Option(
            "beyond-work",
            "It reaches into everything, not only work",
            "it reaches into everything and not only work",
            group="About all of life",
            danger=1,
        ),
        Option(
            "ending-life",
            "Thoughts of suicide or self-harm",
            "there are thoughts of suicide or self-harm",
            group="About all of life",
            danger=1,
        ),
    ),
    help="Tick whatever fits, from any part. None of it is a failing, and none of it is a diagnosis.",
    required=True,
    none="Nothing in particular",
    none_says="nothing in particular is noticed",
)

onset = one_of(
    "onset",
    "How did it come?",
    (
        Option("load", "With the load: too much work, for too long", "it came with the load of work"),
        Option("slowly", "Slowly, over many people's stories", "it came slowly, over many people's stories"),
        Option(
            "one-account",
            "At once, after one account or one event",
            "it came at once after one account or event",
        ),
        Option("not-sure", "Hard to say, or all together", "how it came is hard to say", unknown=True),
    ),
    shown_if=Called(
        picked(signs, *(option.key for option in signs.options if not option.exclusive)),
        "something is noticed",
    ),
)

in_place = many_of(
    "in-place",
    "Which support is really there?",
    tuple(Option(form.id, form.name, f"there is {form.name[0].lower()}{form.name[1:]}") for form in FORMS),
    help="Tick what took place lately, not what the handbook says. “Not sure” counts as not there.",
    required=True,
    none_says="none of these forms of support is there",
)

open_talk = yes_no(
    "open-talk",
    "Can this be said openly to the manager?",
    yes="it can be said openly to the manager",
    no="it cannot be said openly to the manager",
)

needs = many_of(
    "needs",
    "What is needed most?",
    options(FUNCTIONS, NEEDS_SAY),
    help="These are the six things the toolkit says supervision can do.",
)

LEVELS = (
    Level("emergency", "Emergency", "emergency", "Someone is in danger. Ring 999 now; support comes next."),
    Level(
        "today",
        "Talk today",
        "high",
        "Talk to somebody today. This is not to be carried alone until next month.",
    ),
    Level(
        "ask-for",
        "Ask for support",
        "medium",
        "Something is wearing, or missing. Ask for what fits, with a date.",
    ),
    Level(
        "keep-up",
        "Keep it up",
        "low",
        "Nothing presses now, and the support is there. Protect it.",
        reassuring=True,
    ),
)

NO_LABEL = "This is a description, not a diagnosis. The toolkit itself warns against making an illness of it."


def _absent(id: str, key: str, says: str, finding: str, action: str, level: str = "ask-for") -> Rule:
    return Rule(id, unticked(in_place, key, says), level, finding, (action,), (), "practice", (STAFF,))


def _need(line: Item) -> Rule:
    name = line.id.removeprefix("function-")
    return Rule(
        f"need-{name}",
        picked(needs, line.id),
        "keep-up",
        f"{line.text}.",
        (line.detail,),
        (),
        "practice",
        (STAFF,),
        links=(Link("staff/supervision/", "Supervision"),),
    )


RULES = (
    Rule(
        "danger-now",
        yes(danger),
        "emergency",
        "Someone is in danger now.",
        (
            CALL_999,
            f"Do not be alone with it, and do not leave a colleague alone. {SAMARITANS.name} answer at any hour on {SAMARITANS.number}.",
        ),
        (),
        "practice",
        (STAFF,),
        links=(Link("reference/helplines/", "Helplines"),),
    ),
    Rule(
        "ending-life-of-another",
        every(picked(signs, "ending-life"), picked(who, "i-manage", "colleague")),
        "today",
        "You notice it in somebody else. Asking plainly does no harm, and being asked can be a relief.",
        (
            "Ask them today, in private and in plain words, whether they are safe. Stay, or find somebody who stays, and ring for "
            "help together.",
        ),
        (),
        "practice",
        (STAFF,),
    ),
    Rule(
        "ending-life",
        picked(signs, "ending-life"),
        "today",
        "There are thoughts of suicide or self-harm. To say so is the right thing, and asking about them does no harm.",
        (
            f"Talk to somebody now: a person you trust, your GP or crisis team, or {SAMARITANS.name} on {SAMARITANS.number}.",
            "If it becomes pressing, ring 999 or go to A&E. Work can wait.",
        ),
        ("Your manager need not know why you go. They need to know that you go.",),
        "practice",
        (STAFF,),
        links=(Link("reference/helplines/", "Helplines"),),
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "today",
        "You are not sure whether somebody is in danger. Ask plainly, today.",
        ("Ask: “Are you safe? Are you thinking of ending your life?” If you fear the worst, ring 999.",),
        (),
        "practice",
        (STAFF,),
    ),
    Rule(
        "like-secondary",
        picked(signs, *(line.id for line in SECONDARY)),
        "today",
        "What is noticed is like what is called secondary trauma: a reaction to something told or seen, which can come after one account.",
        (
            "Talk to the manager today, and ask for a clinical supervisor this week. That is the order the toolkit gives after a disclosure.",
            "Keep new accounts away for some days if it can be done: swap, postpone, work in pairs.",
            "If it lasts, or sleep and daily life do not hold together, see a GP or occupational health.",
        ),
        (NO_LABEL, "When to see a GP is our own reading; the toolkit does not say."),
        "practice",
        (STAFF, DISCLOSURES),
        links=(Link("staff/burnout-and-trauma/", "Burnout, vicarious and secondary trauma"),),
    ),
    Rule(
        "like-vicarious",
        picked(signs, *(line.id for line in VICARIOUS)),
        "ask-for",
        "What is noticed is like what is called vicarious trauma: beliefs that shift, bit by bit, with many people's stories.",
        (
            "Bring it to clinical supervision: what did you believe before, and what now?",
            "Ask for a mix of work, time with people who are doing well, and reflective practice with peers.",
        ),
        (
            NO_LABEL,
            "It is a risk of the job that the organisation should name. Feeling with people is how you work, not what you did wrong.",
        ),
        "practice",
        (STAFF,),
        links=(Link("staff/burnout-and-trauma/", "Burnout, vicarious and secondary trauma"),),
    ),
    Rule(
        "like-burnout",
        picked(signs, *(line.id for line in BURNOUT)),
        "ask-for",
        "What is noticed is like what is called burnout: stress at work that has gone on and has not been dealt with.",
        (
            "Take it to supervision with your manager, with what would have to change: caseload, hours, cover, breaks.",
            "Ask the organisation to act. Burnout comes from the workplace, so looking after yourself alone will not mend it.",
        ),
        (NO_LABEL,),
        "practice",
        (STAFF,),
        links=(Link("staff/burnout-and-trauma/", "Burnout, vicarious and secondary trauma"),),
    ),
    Rule(
        "beyond-work",
        picked(signs, "beyond-work"),
        "ask-for",
        "Burnout is a word for work alone. What reaches into everything needs somebody who looks at all of it.",
        ("See your GP, or ask for occupational health or an employee helpline if there is one.",),
        (NO_LABEL,),
        "practice",
        (STAFF,),
    ),
    Rule(
        "signs-not-sure",
        unknown(signs),
        "ask-for",
        "It is hard to see from inside. Somebody else may see it sooner.",
        ("Ask a colleague you trust what they notice, and bring it to supervision.",),
        (),
        "practice",
        (STAFF,),
    ),
    Rule(
        "came-with-load",
        picked(onset, "load"),
        "ask-for",
        "It came with the load. That points to how the work is set, not to the person.",
        ("Ask for the caseload to be looked at now: need, risk and everything else the job holds.",),
        (),
        "practice",
        (STAFF,),
        links=(Link("staff/caseloads-and-networks/", "Caseloads and networks"),),
    ),
    Rule(
        "came-slowly",
        picked(onset, "slowly"),
        "ask-for",
        "It grew with many stories. Vicarious trauma is described like this, and is often mixed up with what one account can do.",
        ("Ask for regular clinical supervision, not a single talk.",),
        (NO_LABEL,),
        "practice",
        (STAFF,),
    ),
    Rule(
        "came-at-once",
        picked(onset, "one-account"),
        "today",
        "It came at once, after one account or event. Secondary trauma is described like this.",
        (
            "Ask for a debrief today, with your manager or whoever is on call, and for a clinical supervisor after that.",
        ),
        (NO_LABEL,),
        "practice",
        (STAFF, DISCLOSURES),
    ),
    Rule(
        "cannot-say-it",
        no(open_talk),
        "ask-for",
        "It cannot be said to the manager. That is what clinical supervision from outside is for.",
        (
            "Ask for an external supervisor: it is confidential within stated limits, and no manager listens.",
            "Is there somebody else to go to: another manager, a trustee, a union, occupational health?",
        ),
        (),
        "practice",
        (STAFF,),
    ),
    Rule(
        "may-not-say-it",
        unknown(open_talk),
        "ask-for",
        "You do not know whether it can be said openly.",
        ("Try saying one small thing, or ask how what you say will be used.",),
        (),
        "practice",
        (STAFF,),
    ),
    _absent(
        "no-manager-supervision",
        "support-manager",
        "there is no regular supervision by a manager",
        "No regular supervision by a manager is taking place.",
        "Ask for a regular date that is about you as well as the work: how you are, and what you need.",
    ),
    _absent(
        "no-case-management",
        "support-case-management",
        "there is no case management",
        "No regular case management is taking place.",
        "Ask for a regular look at your cases with a case lead or the team, apart from supervision about you.",
    ),
    _absent(
        "no-reflective-practice",
        "support-reflective-practice",
        "there is no reflective practice",
        "No reflective practice is taking place.",
        "Ask for regular sessions with peers, or begin with two colleagues and the reflection sheet below.",
    ),
    _absent(
        "no-clinical-supervision",
        "support-clinical-supervision",
        "there is no clinical supervision one to one",
        "No clinical supervision one to one is taking place. Nothing else on the list replaces it.",
        "Ask for a skilled supervisor from outside the organisation, one to one, with the limits of confidence said first.",
    ),
    Rule(
        "group-instead",
        every(
            picked(in_place, "support-group-supervision"),
            unticked(in_place, "support-clinical-supervision", "there is no clinical supervision one to one"),
        ),
        "ask-for",
        "Group supervision is good, and cannot be as private as one to one.",
        ("Keep the group, and ask for one to one beside it.",),
        (),
        "practice",
        (STAFF,),
    ),
    _absent(
        "caseload-by-number",
        "support-caseload",
        "the caseload is not set by need",
        "The caseload is a number, or nobody knows how it is set.",
        "Ask for the caseload to follow need, risk and what else you do, and to be looked at again at fixed times.",
    ),
    _absent(
        "no-peers",
        "support-peers",
        "there is no network of peers",
        "There is no network of peers.",
        "Find a network of peers: a monthly call with another project, a message group with nothing in it that could identify anyone.",
        "keep-up",
    ),
    _absent(
        "no-away-days",
        "support-away-days",
        "there are no away days",
        "There are no away days.",
        "Ask for a day together, away from the work, for rest and not for planning.",
        "keep-up",
    ),
    _absent(
        "no-group",
        "support-group-supervision",
        "there is no group supervision",
        "There is no group supervision. It can add what one to one does not have.",
        "Ask whether an experienced clinical supervisor could lead group supervision, beside the one to one.",
        "keep-up",
    ),
    *(_need(line) for line in FUNCTIONS),
    Rule(
        "needs-not-sure",
        unknown(needs),
        "keep-up",
        "Not knowing what you need is a good thing to bring along.",
        ("Open the next supervision with this: you do not know what you need.",),
        (),
        "practice",
        (STAFF,),
    ),
    Rule(
        "i-manage",
        picked(who, "i-manage"),
        "keep-up",
        "You notice it as a manager. Open questions without blame let somebody answer.",
        (
            "Say what you have noticed, ask what is going on, and wait.",
            "Then ask what would help and change one thing within your power this week: a case, a shift, a date with a clinical supervisor.",
        ),
        (
            "Do not ask for a diagnosis, and do not give one. What is said in clinical supervision stays there.",
        ),
        "practice",
        (STAFF,),
    ),
    Rule(
        "colleague",
        picked(who, "colleague"),
        "keep-up",
        "You notice it in a colleague. You can say so kindly; you need not solve it.",
        ("Say it in private: what you saw, that you care, and where support is. Offer to go along.",),
        ("If you fear for their safety, or for people they work with, tell a manager.",),
        "practice",
        (STAFF,),
    ),
    Rule(
        "mine",
        picked(who, "me"),
        "keep-up",
        "You ask for yourself. That is part of doing the work well.",
        ("Choose one thing from this answer and put a date to it.",),
        (),
        "practice",
        (STAFF,),
    ),
    Rule(
        "always",
        Always("in every case"),
        "keep-up",
        "Care for staff is part of trauma-informed work, and the organisation's job. Each form of support does something different.",
        (
            "Use the reflection sheet for one situation, alone or with peers, and take what is left over to supervision.",
        ),
        (
            NO_LABEL,
            "The toolkit's matrix sets out what four kinds of supervision are for. It does not say which form helps most with which strain.",
        ),
        "practice",
        (STAFF,),
    ),
)


def compute(answers: Answers, today: date) -> Computed:
    """A reflection sheet along the Gibbs cycle; none while somebody is in danger."""
    if yes(danger).holds(answers):
        return Computed()
    prompts = "".join(f"{line.text}: {line.detail}\n[your words]\n\n" for line in GIBBS)
    text = (
        "REFLECTION on one situation, along the Gibbs cycle. Names and places stay out.\n\n"
        f"{prompts}"
        "To take to supervision: [what is left over], with [who], on [date]\n"
    )
    return Computed(draft=Draft("Reflection sheet", text))


STAFF_SUPPORT = Aid(
    slug="staff-support",
    title="Staff support: what fits?",
    question="I am feeling it, or a colleague is. What support fits?",
    summary="Sorts what is noticed, says what to ask for and from whom, and gives a sheet for reflection. It makes no diagnosis.",
    levels=LEVELS,
    questions=(danger, who, signs, onset, in_place, open_talk, needs),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It tells burnout, vicarious trauma and secondary trauma apart by how they are described, and says which support to ask for.",
        not_for="It is not a test, a diagnosis or an assessment of fitness for work, and no manager should ask to see somebody's answers.",
        strength="Practice wisdom of the STAGE partnership in 2021, with the World Health Organization's description of burnout as the toolkit gives it.",
        pitfalls=(
            Pitfall(
                "Lists of signs in this field have not been shown to measure what they seem to. Treat a tick as a reason to talk and no tick as no reason not to.",
                "https://pureportal.coventry.ac.uk/en/publications/the-use-of-tools-and-checklists-to-assess-the-risk-of-child-sexua",
            ),
            Pitfall(
                "Naming a strain can move it from the workplace into the person. Ask each time what the organisation will change.",
                "Our own reading of the toolkit's warning",
            ),
        ),
        review="You, with your supervisor, at the next session; the manager, for the whole team, at least once a year.",
    ),
    links=(
        Link("staff/burnout-and-trauma/", "Burnout, vicarious and secondary trauma"),
        Link("staff/supervision/", "Supervision"),
        Link("staff/reflective-practice/", "Reflective practice"),
        Link("staff/caseloads-and-networks/", "Caseloads and networks"),
    ),
    compute=compute,
)
