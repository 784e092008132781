/* The decision helper: answers in, standards, dates, forms and duties out, each with its article.
   It works on the data of the page alone (#decide-data) and knows nothing of the subject. */
(function () {
  "use strict";

  const form = document.getElementById("decide-form");
  if (!form || !window.Zhidu) return;
  const { UNKNOWN, NONE, evaluate, isOpen } = window.Zhidu;
  const data = JSON.parse(document.getElementById("decide-data").textContent);
  const result = document.getElementById("decide-result");
  const YUAN = { "元": 100, "千元": 1e5, "万元": 1e6, "百万元": 1e8, "亿元": 1e10 };
  const WEEKDAYS = "日一二三四五六";

  /* Answers */

  function narrow(text) {
    return text.normalize("NFKC").replace(/[\s,，]/g, "");
  }

  function readNumber(text) {
    const match = /^(\d{1,9})(?:人|个|名|位)?$/.exec(narrow(text));
    return match ? Number(match[1]) : null;
  }

  function readMoney(text, unit) {
    const match = /^[¥￥]?(\d{1,10}(?:\.\d{1,6})?)(亿|万|千)?(元)?$/.exec(narrow(text));
    if (!match) return null;
    const named = match[2] || match[3] ? (match[2] || "") + "元" : unit;
    return Math.round(Number(match[1]) * YUAN[named]);
  }

  function readAnswer(question, field) {
    if (field.type === "checkbox") return field.checked;
    const text = field.value.trim();
    if (!text) return UNKNOWN;
    if (question.kind === "是否") return text === "是";
    if (question.kind === "整数") return readNumber(text);
    if (question.kind === "金额") return readMoney(text, question.unit);
    return text;
  }

  function readAnswers() {
    const answers = {};
    for (const question of data.questions) {
      const field = form.elements[question.name];
      const value = field.closest("[hidden]") ? UNKNOWN : readAnswer(question, field);
      if (field.type === "text") field.setAttribute("aria-invalid", value === null ? "true" : "false");
      answers[question.name] = value === null ? UNKNOWN : value;
    }
    return answers;
  }

  /* Looking up */

  function inForce(figure, day) {
    const started = figure.values.filter((v) => v.from <= day);
    return started[started.length - 1];
  }

  function valueOf(figure, day) {
    const found = inForce(figure, day);
    if (!found || found.value === null) return found && found.unlimited ? NONE : UNKNOWN;
    return found.value;
  }

  function inside(test, value) {
    if (test.options) return test.options.includes(value);
    const above = test.low === null || value > test.low || (test.lowClosed && value === test.low);
    const below = test.high === null || value < test.high || (test.highClosed && value === test.high);
    return above && below;
  }

  class Matter {
    constructor(answers) {
      this.answers = answers;
      const day = answers[data.dayField];
      this.day = typeof day === "string" ? day : data.day;
      this.rows = new Map();
    }

    row(name) {
      if (!this.rows.has(name)) {
        this.rows.set(name, { missing: [] });
        this.rows.set(name, this.findRow(data.tables[name]));
      }
      return this.rows.get(name);
    }

    findRow(table) {
      const missing = [];
      const given = {};
      for (const [column, source] of Object.entries(table.inputs)) {
        const value = source.table ? this.output(source.table, source.column) : this.answer(source.question);
        given[column] = value;
        if (isOpen(value)) missing.push(...(source.table ? this.row(source.table).missing : [source.question]));
      }
      if (missing.length || Object.values(given).some(isOpen)) return { missing };
      return { missing, row: table.rows.find((r) => Object.keys(given).every((c) => inside(r.tests[c], given[c]))) };
    }

    output(name, column) {
      const table = data.tables[name];
      const { row } = table ? this.row(name) : {};
      return row && row.outputs[column] ? valueOf(row.outputs[column], this.day) : UNKNOWN;
    }

    answer(name) {
      return name in this.answers ? this.answers[name] : UNKNOWN;
    }

    look(path) {
      const [head, name, column] = path;
      if (head === "参数") return data.parameters[name] ? valueOf(data.parameters[name], this.day) : UNKNOWN;
      if (head === "表") return this.output(name, column);
      if (path.length === 1) return data.definitions[head] ? this.evaluate(data.definitions[head]) : UNKNOWN;
      return path.length === 2 ? this.answer(name) : UNKNOWN;
    }

    evaluate(text) {
      try {
        return evaluate(text, (path) => this.look(path), { "个数": (list) => list.length });
      } catch (error) {
        if (error instanceof SyntaxError) return UNKNOWN;
        throw error;
      }
    }

    holds(text) {
      return !text || this.evaluate(text) === true;
    }
  }

  /* Dates */

  const toDate = (iso) => new Date(iso + "T00:00:00Z");
  const toIso = (date) => date.toISOString().slice(0, 10);

  function addDays(iso, count) {
    const date = toDate(iso);
    date.setUTCDate(date.getUTCDate() + count);
    return toIso(date);
  }

  class MissingYear extends Error {}

  function isWorkingDay(iso) {
    const year = data.calendar[iso.slice(0, 4)];
    if (!year) throw new MissingYear(iso.slice(0, 4));
    const weekday = toDate(iso).getUTCDay();
    return year.work.includes(iso) || (!year.off.includes(iso) && weekday > 0 && weekday < 6);
  }

  function workingDayBefore(iso, count) {
    let day = iso;
    while (count > 0) {
      if (isWorkingDay(day)) count -= 1;
      day = addDays(day, -1);
    }
    return day;
  }

  function workingDayAfter(iso, count) {
    let day = iso;
    while (count > 0) {
      day = addDays(day, 1);
      if (isWorkingDay(day)) count -= 1;
    }
    return day;
  }

  function dateOf(limit, base, count) {
    const days = count + (limit.is_strict ? (limit.is_latest === limit.is_before ? 1 : -1) : 0);
    if (limit.unit === "天数") return addDays(base, limit.is_before ? -days : days);
    return limit.is_before ? workingDayBefore(base, days) : workingDayAfter(base, days);
  }

  function showDate(iso) {
    const [year, month, day] = iso.split("-").map(Number);
    return `${year}年${month}月${day}日（星期${WEEKDAYS[toDate(iso).getUTCDay()]}）`;
  }

  /* Words */

  function showMoney(fen) {
    const yuan = fen / 100;
    return Math.abs(yuan) >= 10000 && fen % 10000 === 0 ? `${yuan / 10000}万元` : `${yuan}元`;
  }

  function isMoney(source) {
    return source.split(/[^\p{L}\p{N}_.]+/u).some((path) => {
      const [head, name, column] = path.split(".");
      if (head === "参数") return data.parameters[name] && data.parameters[name].kind === "金额";
      if (head !== "表" || !data.tables[name]) return false;
      return (data.tables[name].outputs[column] || {}).kind === "金额";
    });
  }

  /* A text with its quotes filled in, or null while one of them is open. */
  function fill(text, matter) {
    const quoted = [...text.matchAll(/\{([^{}]+)\}/g)].map((m) => matter.evaluate(m[1]));
    if (quoted.some(isOpen)) return null;
    return text.replace(/\{([^{}]+)\}/g, (_, source) => {
      const value = matter.evaluate(source);
      if (Array.isArray(value)) return value.join("、");
      return typeof value === "number" && isMoney(source) ? showMoney(value) : String(value);
    });
  }

  /* The page */

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    element.append(...children.filter((c) => c !== null && c !== ""));
    return element;
  }

  function articleLink(id) {
    const article = data.articles[id];
    return make("a", { href: article.href, title: article.title }, article.label);
  }

  function section(title, body) {
    return body ? make("section", { class: "decide-result__part" }, make("h2", {}, title), body) : null;
  }

  function standards(matter) {
    const known = Object.entries(data.tables).filter(([name]) => matter.row(name).row);
    if (!known.length) return null;
    return make("div", { class: "decide-result__tables" }, ...known.map(([name, table]) => standard(name, table, matter)));
  }

  function standard(name, table, matter) {
    const cells = Object.entries(matter.row(name).row.outputs).map(([column, figure]) => {
      const found = inForce(figure, matter.day);
      const pending = figure.pending ? make("span", { class: "pending" }, "待核定") : null;
      return make("div", {}, make("dt", {}, column), make("dd", {}, found ? found.text : "未定", pending));
    });
    return make("div", { class: "standard" },
      make("p", { class: "standard__name" }, name, " ", articleLink(table.article)), make("dl", {}, ...cells));
  }

  function timeLimits(matter) {
    const needed = new Set(neededForms(matter));
    const found = data.limits
      .filter((limit) => needed.has(limit.form) && matter.holds(limit.when))
      .map((limit) => timeLimit(limit, matter))
      .filter(Boolean)
      .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
    return found.length ? make("ul", { class: "decide-result__list" }, ...found.map((f) => f.line)) : null;
  }

  function timeLimit(limit, matter) {
    const base = matter.answer(limit.base);
    const count = valueOf(data.parameters[limit.parameter], matter.day);
    if (isOpen(base) || isOpen(count)) return null;
    const what = `${data.forms[limit.form].label}的${limit.target}`;
    const link = articleLink(limit.article);
    try {
      const date = dateOf(limit, base, count);
      const words = make("strong", {}, `${limit.is_latest ? "最迟" : "不早于"} ${showDate(date)}`);
      const late = limit.is_latest && date < toIso(new Date()) ? make("span", { class: "pending" }, "已过") : null;
      return { date, line: make("li", {}, words, late, `　${what}　`, link) };
    } catch (error) {
      if (!(error instanceof MissingYear)) throw error;
      const words = `${error.message}年的放假安排没有录入，不能推算${what}　`;
      return { date: "9999", line: make("li", {}, words, link) };
    }
  }

  /* Answers that cannot stand beside each other. */
  function faults(matter) {
    const lines = data.checks
      .filter((check) => !check.fields.some((name) => isOpen(matter.answer(name))))
      .filter((check) => matter.evaluate(check.requirement) === false)
      .map((check) => [check, fill(check.expected, matter)])
      .filter(([, expected]) => expected !== null)
      .map(([check, expected]) => make("li", {}, make("strong", {}, check.fields[0]), `　应为：${expected}　`, articleLink(check.article)));
    return lines.length ? make("ul", { class: "decide-result__list" }, ...lines) : null;
  }

  function duties(matter) {
    const byArticle = new Map();
    for (const rule of data.rules) {
      if (!matter.holds(rule.when)) continue;
      const said = byArticle.get(rule.article) || [];
      const text = fill(rule.expected, matter);
      if (text !== null && !said.includes(text)) said.push(text);
      if (said.length) byArticle.set(rule.article, said);
    }
    if (!byArticle.size) return null;
    return make("ul", { class: "decide-result__list" }, ...[...byArticle].map(([article, said]) =>
      make("li", {}, make("strong", {}, data.articles[article].title), `　${said.join("；")}　`, articleLink(article))));
  }

  function neededForms(matter) {
    const found = [...data.always];
    const add = (article) => found.push(...data.articles[article].forms);
    data.rules.filter((r) => matter.holds(r.when)).forEach((r) => add(r.article));
    const conditions = data.rules.map((r) => r.when).join(" ");
    data.questions
      .filter((q) => q.kind === "是否" && matter.answer(q.name) === true && !conditions.includes(q.name))
      .forEach((q) => add(q.article));
    return [...new Set(found)];
  }

  function rolesOf(step, matter) {
    const allowed = step.limit ? matter.output(step.limit[0], step.limit[1]) : UNKNOWN;
    return isOpen(allowed) ? step.roles : step.roles.filter((role) => [].concat(allowed).includes(role));
  }

  function forms(matter) {
    const lines = neededForms(matter).map((id) => {
      const { label, href, steps } = data.forms[id];
      const signed = steps.filter((s) => matter.holds(s.when)).map((s) => `${s.step}：${either(rolesOf(s, matter))}`);
      const chain = signed.length ? make("span", { class: "quiet" }, `　${signed.join(" → ")}`) : null;
      return make("li", {}, make("a", { href }, label), chain);
    });
    return lines.length ? make("ul", { class: "decide-result__list" }, ...lines) : null;
  }

  /* 甲、乙或丙 */
  function either(words) {
    return [words.slice(0, -1).join("、"), ...words.slice(-1)].filter(Boolean).join("或");
  }

  /* What to fill in to learn more, tables that need the same together. */
  function missing(matter) {
    const known = new Map();
    for (const name of Object.keys(data.tables).filter((table) => !matter.row(table).row)) {
      const needs = [...new Set(matter.row(name).missing)].map((n) => `“${n}”`).join("和");
      if (needs) known.set(needs, [...(known.get(needs) || []), name]);
    }
    if (!known.size) return null;
    const said = [...known].map(([needs, names]) => `填写${needs}可知${names.join("、")}`);
    return make("p", { class: "quiet" }, said.join("；") + "。");
  }

  function showConditional(matter) {
    for (const question of data.questions) {
      const label = form.elements[question.name].closest("label");
      if (question.when) label.hidden = !matter.holds(question.when);
    }
  }

  function update() {
    showConditional(new Matter(readAnswers()));
    const matter = new Matter(readAnswers());
    const isEmpty = Object.values(matter.answers).every((a) => a === UNKNOWN || a === false);
    const parts = isEmpty
      ? [make("p", { class: "quiet" }, "填写上面任意一项，这里列出适用的标准、时限和表单。")]
      : [section("需要更正", faults(matter)), section("适用标准", standards(matter)), missing(matter), section("时限", timeLimits(matter)),
        section("要填的表单", forms(matter)), section("还要注意", duties(matter))];
    result.replaceChildren(...parts.filter(Boolean));
  }

  form.hidden = false;
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  form.addEventListener("reset", () => setTimeout(update));
  form.addEventListener("submit", (event) => event.preventDefault());
  update();
})();
