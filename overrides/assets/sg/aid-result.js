// The answer of an aid on the page, made from the JSON of evaluate(). Text nodes only.

import { day, h, safe } from "./aid-dom.js";

const TONES = new Set(["emergency", "high", "medium", "low", "none"]);
const GROUPS = [
  ["harm", "This is harm, not a sign of it"],
  ["duty", "Duties"],
  ["risk", "Signs of risk"],
  ["care", "Worth bearing in mind"],
  ["", "Also"],
];
const LAW_STATES = {
  verified: (note) => `Law checked ${day(note.checked)} · ${note.confidence_label} · look again by ${day(note.review_by)}`,
  overdue: (note) => `Check overdue · last checked ${day(note.checked)}, due ${day(note.review_by)}`,
  "no-value": (note) => `No value we can give for today · last checked ${day(note.checked)}`,
  unsure: (note) => `Law checked ${day(note.checked)} · unsure: ${note.confidence_label}`,
  "not-in-force": (note) => `Not in force · checked ${day(note.checked)}`,
};

const DOUBTS = {
  overdue: "due to be checked again",
  "no-value": "no value we can give for today",
  unsure: "unsure",
  "not-in-force": "not in force",
};

/** A level: the class brings icon and colour, the word is always there. */
export function badge(level, tag = "span") {
  const tone = TONES.has(level.tone) ? level.tone : "none";
  return h(tag, { class: `sg-level sg-level--${tone}` }, level.label);
}

const sub = (text, id) => h("h3", { class: "sg-aid__sub", id }, text);

const button = (action, text, more = {}, quiet = true) =>
  h("button", { class: quiet ? "sg-button sg-button--quiet" : "sg-button", type: "button", "data-do": action, ...more }, text);

/**
 * The whole answer as a list of nodes, in reading order.
 * `page`: {root: relative address of the site's start, text: the text the spans count in, given: answers in words,
 * open: ids of the folded parts the reader has opened}.
 */
export function answer(result, page) {
  const urgent = result.level.tone === "emergency";
  const dates = result.dates.length ? [sub("By when"), result.dates.map((one, index) => dateCard(one, index, result.today))] : [];
  const actions = result.actions.length
    ? [sub("What to do now"), h("ol", { class: "sg-actions" }, result.actions.map((one) => h("li", null, one)))]
    : [];
  return [
    h(
      "h2",
      { class: "sg-aid__title", id: "answer-t", tabindex: "-1" },
      result.provisional ? "The answer so far" : "The answer",
    ),
    badge(result.level, "p"),
    h("p", { class: "sg-aid__headline" }, result.headline),
    result.provisional && missing(result, page),
    urgent ? [actions, dates] : [dates, actions],
    result.cautions.length
      ? [sub("Take care"), h("ul", { class: "sg-cautions" }, result.cautions.map((one) => h("li", null, one)))]
      : [],
    result.spans.length ? [sub("Words to look at"), spans(result.spans, page.text)] : [],
    result.reasons.length ? [sub("Why"), reasons(result, page)] : [],
    others(result, page),
    lawNotes(result, page),
    draft(result.draft),
    links(result, page),
    h("p", { class: "sg-aid__closing" }, result.closing),
    given(page),
    record(result, page),
  ];
}

/** What is not known yet. Folded, so that what to do stands first; open while there is no answer without it. */
function missing(result, page) {
  if (!result.missing.length) return h("p", { class: "sg-aid__provisional" }, "This may still change.");
  const lines = result.missing.map((one) =>
    h(
      "li",
      null,
      h("a", { href: `#q-${safe(one.question)}`, "data-goto": one.question }, one.text),
      one.could && ` ${one.could}`,
    ),
  );
  return h(
    "details",
    { class: "sg-fold", "data-fold": "missing", open: !result.actions.length || page.open.has("missing") },
    h("summary", null, "This may still change: what is not known yet"),
    h("ul", { class: "sg-aid__missing" }, lines),
  );
}

function dateCard(one, index, today) {
  const id = `date-${index}`;
  return h(
    "div",
    { class: "sg-date" },
    h("p", { class: "sg-date__label", id }, one.label),
    h("p", { class: "sg-date__day" }, one.date ? h("time", { datetime: one.date }, one.words) : one.words),
    one.aim_for >= today
      ? h(
          "p",
          { class: "sg-date__aim" },
          h("span", { class: "sg-date__aimlabel" }, "Aim for"),
          " ",
          h("time", { datetime: one.aim_for }, one.aim_for_words),
        )
      : null,
    one.how.length
      ? h(
          "details",
          { class: "sg-date__how", "data-fold": `how-${one.id}` },
          h("summary", null, "How it was counted"),
          h("ol", null, one.how.map((step) => h("li", null, step))),
        )
      : null,
    one.assumption ? h("p", { class: "sg-date__assumption" }, one.assumption) : null,
    one.ics
      ? h("p", { class: "sg-buttons" }, button("calendar", "Save to calendar", { "data-date": one.id, "aria-describedby": id }))
      : null,
  );
}

function reasons(result, page) {
  const titles = new Map(result.law_notes.map((note) => [note.id, note.title]));
  const used = GROUPS.filter(([group]) => result.reasons.some((one) => (one.group || "") === group));
  return used.map(([group, title]) => [
    used.length > 1 || group === "harm" ? h("h4", { class: "sg-aid__group" }, title) : null,
    h(
      "ul",
      { class: "sg-reasons" },
      result.reasons.filter((one) => (one.group || "") === group).map((one) => reason(one, titles, page)),
    ),
  ]);
}

/** Parts with a mark between them. */
const between = (parts, mark) => parts.flatMap((part, index) => (index ? [mark, part] : [part]));

/** Sources as links, each once, with the sections used. */
function cited(sources, page) {
  const sections = new Map();
  for (const { id, title, section } of sources) {
    if (!sections.has(id)) sections.set(id, { title, named: [] });
    if (section) sections.get(id).named.push(/^\d/.test(section) ? `section ${section}` : `“${section}”`);
  }
  const links = [...sections].map(([id, { title, named }]) => [
    h("a", { href: `${page.root}reference/sources/#${safe(id)}` }, title),
    named.length ? `, ${named.join(", ")}` : "",
  ]);
  return between(links, "; ");
}

function reason(one, titles, page) {
  // Only the law of this nation is in the answer; a rule may name more.
  const law = one.law
    .filter((id) => titles.has(id))
    .map((id) => h("a", { href: `#answer-law-${safe(id)}` }, titles.get(id)));
  return h(
    "li",
    { class: "sg-reason" },
    h("p", { class: "sg-reason__finding" }, badge(one.level), " ", one.finding),
    one.because && h("p", { class: "sg-reason__because" }, "Because: ", one.because, "."),
    h("p", { class: "sg-reason__ground" }, h("span", { class: "sg-reason__kind" }, one.ground.label), cited(one.sources, page)),
    law.length ? h("p", { class: "sg-reason__ground" }, "Law: ", between(law, "; ")) : null,
  );
}

/** The reader's own text with the words found marked. Python counts characters, JavaScript halves of some of them. */
function spans(found, text) {
  const characters = [...text];
  const shown = [];
  let at = 0;
  found.forEach((one, index) => {
    if (one.start < at || one.end > characters.length) return;
    shown.push(characters.slice(at, one.start).join(""));
    shown.push(
      h(
        "mark",
        { class: `sg-span sg-span--${safe(one.kind)}` },
        characters.slice(one.start, one.end).join(""),
        h("sup", { class: "sg-span__n" }, index + 1),
      ),
    );
    at = one.end;
  });
  shown.push(characters.slice(at).join(""));
  const list = found.map((one) =>
    h(
      "li",
      { class: "sg-spans__item" },
      h("p", { class: "sg-spans__found" }, h("span", { class: "sg-spans__kind" }, one.kind_label), ` “${one.text}”`),
      h("p", { class: "sg-spans__why" }, one.why, one.source && h("span", { class: "sg-spans__source" }, ` (${one.source})`)),
      one.instead.length
        ? h("p", { class: "sg-spans__instead" }, h("span", { class: "sg-spans__label" }, "Instead"), " ", one.instead.join(" / "))
        : null,
    ),
  );
  return h(
    "div",
    { class: "sg-spans" },
    h("p", { class: "sg-spans__text" }, shown),
    h("ol", { class: "sg-spans__list" }, list),
  );
}

function fold(name, title, page, ...body) {
  return h("details", { class: "sg-fold", "data-fold": name, open: page.open.has(name) }, h("summary", null, title), body);
}

function others(result, page) {
  if (!result.other_levels.length) return null;
  const lines = result.other_levels.map((one) => h("div", null, h("dt", null, badge(one.level)), h("dd", null, one.why_not)));
  return fold("others", "What would change this answer", page, h("dl", { class: "sg-others" }, lines));
}

function lawNotes(result, page) {
  if (!result.law_notes.length) return null;
  const doubts = result.law_notes.filter((note) => note.state !== "verified");
  const named = doubts.map((note) =>
    h("li", null, h("a", { href: `#answer-law-${safe(note.id)}` }, note.title), `: ${DOUBTS[note.state] || "unsure"}`),
  );
  return [
    doubts.length
      ? [h("p", { class: "sg-aid__doubt" }, "Not all of the law behind this is settled:"), h("ul", { class: "sg-aid__doubts" }, named)]
      : null,
    fold("law", "The law this rests on", page, result.law_notes.map((note) => lawNote(note))),
  ];
}

function lawNote(note) {
  const label = (text) => h("span", { class: "sg-law__label" }, text);
  const state = note.state in LAW_STATES ? note.state : "unsure";
  return h(
    "div",
    { class: `sg-law sg-law--${state}`, id: `answer-law-${safe(note.id)}` },
    h("p", { class: "sg-law__title" }, note.title),
    h("p", { class: "sg-law__state" }, LAW_STATES[state](note)),
    h("p", { class: "sg-law__rule" }, note.rule),
    note.value && h("p", { class: "sg-law__value" }, label(state === "overdue" ? "Then" : "Now"), " ", note.value),
    note.unsure && h("p", { class: "sg-law__unsure" }, label("What is unsure"), " ", note.unsure),
    h(
      "p",
      { class: "sg-law__ref" },
      label("Reference"),
      " ",
      /^https:\/\//.test(note.url) ? h("a", { href: note.url, rel: "noreferrer" }, note.reference) : note.reference,
    ),
  );
}

function draft(given) {
  if (!given) return null;
  return h(
    "section",
    { class: "sg-draft", "aria-labelledby": "draft-t" },
    h("h3", { class: "sg-draft__title", id: "draft-t" }, given.title),
    h("pre", { class: "sg-draft__text", tabindex: "0", id: "draft-text", role: "group", "aria-labelledby": "draft-t" }, given.text),
    given.gaps.length
      ? [
          h("p", { class: "sg-draft__gaps" }, "Still to fill in:"),
          h("ul", { class: "sg-draft__gaplist" }, given.gaps.map((one) => h("li", null, one))),
        ]
      : null,
    h("div", { class: "sg-buttons" }, button("copy-draft", "Copy the draft", {}, false)),
  );
}

function links(result, page) {
  if (!result.links.length) return null;
  return [
    sub("Read on"),
    h("ul", { class: "sg-aid__links" }, result.links.map((one) => h("li", null, h("a", { href: page.root + one.href }, one.text)))),
    h("p", { class: "sg-aid__leaving" }, "Following a link clears your answers. Copy or save what you need first."),
  ];
}

function given(page) {
  if (!page.given.length) return null;
  const lines = page.given.map(({ question, words }) => {
    const hidden = h("span", { class: "sg-hidden" }, ` your answer to: ${question.text}`);
    return h(
      "div",
      null,
      h("dt", null, question.text),
      h("dd", null, words.length > 1 ? h("ul", null, words.map((one) => h("li", null, one))) : words[0]),
      h(
        "dd",
        { class: "sg-answers__change" },
        h("a", { href: `#${question.id}`, "data-goto": question.key }, "Change", hidden),
      ),
    );
  });
  return fold("given", "Your answers", page, h("dl", { class: "sg-answers" }, lines));
}

function record(result, page) {
  return h(
    "details",
    { class: "sg-record", "data-fold": "record", open: page.open.has("record") },
    h("summary", null, "Record of this answer"),
    h("pre", { class: "sg-record__text", tabindex: "0", id: "record-text", role: "group", "aria-label": "Record" }, result.record),
    h(
      "div",
      { class: "sg-buttons" },
      button("copy-record", "Copy"),
      button("print", "Print"),
      button("save", "Save as text"),
    ),
    h(
      "p",
      { class: "sg-record__note" },
      "Store it under your organisation's own policy. Nothing is kept here. What you copy, print or save stays on this device until you remove it.",
    ),
  );
}
