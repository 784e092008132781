/* The expressions of the regulation, evaluated in the browser with three outcomes.

   Zhidu.evaluate(text, look, functions) gives a number, text, yes/no, list, or Zhidu.UNKNOWN.
   `look(path)` answers for dotted names: a value, Zhidu.UNKNOWN when nobody has said yet, or
   Zhidu.NONE when it is known to be absent. What is unknown never becomes yes or no by itself. */
window.Zhidu = (function () {
  "use strict";

  const UNKNOWN = Object.freeze({ name: "unknown" });
  const NONE = Object.freeze({ name: "none" });
  const WORDS = { "且": "&&", "或": "||", "非": "!", "真": "true", "假": "false" };
  const WIDE = { "（": "(", "）": ")", "，": ",", "：": ":", "？": "?", "＞": ">", "＜": "<", "＝": "=",
    "！": "!", "．": ".", "＋": "+", "－": "-", "＊": "*", "／": "/", "［": "[", "］": "]" };
  const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|“[^”]*”)|([\p{L}_][\p{L}\p{N}_]*)|(\d+)|([=＝!！<＜>＞][=＝]|&&|\|\||\S))/uy;
  const LEVELS = [["||"], ["&&"], ["==", "!=", "<", "<=", ">", ">=", "in"], ["+", "-"], ["*", "/", "%"]];
  const parsed = new Map();

  function tokens(text) {
    const found = [];
    TOKEN.lastIndex = 0;
    for (let m; (m = TOKEN.exec(text)); ) {
      if (m[1]) found.push({ kind: "text", value: m[1].slice(1, -1).replace(/\\(.)/g, "$1") });
      else if (m[2]) found.push(word(m[2]));
      else if (m[3]) found.push({ kind: "number", value: Number(m[3]) });
      else found.push({ kind: "mark", value: [...m[4]].map((c) => WIDE[c] || c).join("") });
    }
    return found;
  }

  function word(name) {
    const value = WORDS[name] || name;
    return { kind: value === name && name !== "in" ? "name" : /^[tf]/.test(value) ? "name" : "mark", value };
  }

  function parse(text) {
    if (!parsed.has(text)) parsed.set(text, new Parser(tokens(text)).whole());
    return parsed.get(text);
  }

  class Parser {
    constructor(list) { this.list = list; this.at = 0; }

    peek(value) {
      const next = this.list[this.at];
      return next && next.kind === "mark" && next.value === value;
    }

    take(value) {
      if (!this.peek(value)) return false;
      this.at += 1;
      return true;
    }

    need(value) { if (!this.take(value)) throw new SyntaxError("expected " + value); }

    whole() {
      const node = this.choice();
      if (this.at < this.list.length) throw new SyntaxError("unexpected " + this.list[this.at].value);
      return node;
    }

    choice() {
      const test = this.binary(0);
      if (!this.take("?")) return test;
      const yes = this.choice();
      this.need(":");
      return { op: "?", test, yes, no: this.choice() };
    }

    binary(level) {
      if (level === LEVELS.length) return this.unary();
      let left = this.binary(level + 1);
      for (let op; (op = LEVELS[level].find((o) => this.take(o))); ) {
        left = { op, left, right: this.binary(level + 1) };
      }
      return left;
    }

    unary() {
      if (this.take("!")) return { op: "!", of: this.unary() };
      if (this.take("-")) return { op: "neg", of: this.unary() };
      return this.primary();
    }

    primary() {
      if (this.take("(")) {
        const node = this.choice();
        this.need(")");
        return node;
      }
      if (this.take("[")) return { op: "list", items: this.items("]") };
      const token = this.list[this.at++];
      if (!token || token.kind === "mark") throw new SyntaxError("unexpected " + (token ? token.value : "end"));
      if (token.kind !== "name") return { op: "value", value: token.value };
      if (token.value === "true" || token.value === "false") return { op: "value", value: token.value === "true" };
      return this.named([token.value]);
    }

    named(path) {
      while (this.take(".")) path.push(this.list[this.at++].value);
      if (!this.take("(")) return { op: "path", path };
      return { op: "call", name: path[path.length - 1], of: path.slice(0, -1), items: this.items(")") };
    }

    items(end) {
      const found = [];
      while (!this.take(end)) {
        found.push(this.choice());
        this.take(",");
      }
      return found;
    }
  }

  const isOpen = (value) => value === UNKNOWN || value === NONE;

  function run(node, scope) {
    switch (node.op) {
      case "value": return node.value;
      case "list": return all(node.items, scope, (values) => values);
      case "path": return scope.look(node.path, scope);
      case "!": return all([node.of], scope, ([v]) => !v);
      case "neg": return all([node.of], scope, ([v]) => -v);
      case "&&": return both(node, scope, false);
      case "||": return both(node, scope, true);
      case "?": {
        const test = run(node.test, scope);
        return isOpen(test) ? UNKNOWN : run(test ? node.yes : node.no, scope);
      }
      case "call": return call(node, scope);
      default: return all([node.left, node.right], scope, ([a, b]) => OPERATORS[node.op](a, b));
    }
  }

  const OPERATORS = {
    "==": (a, b) => a === b,
    "!=": (a, b) => a !== b,
    "<": (a, b) => a < b,
    "<=": (a, b) => a <= b,
    ">": (a, b) => a > b,
    ">=": (a, b) => a >= b,
    "in": (a, b) => b.includes(a),
    "+": (a, b) => a + b,
    "-": (a, b) => a - b,
    "*": (a, b) => a * b,
    "/": (a, b) => (b === 0 ? UNKNOWN : Math.trunc(a / b)),
    "%": (a, b) => (b === 0 ? UNKNOWN : a % b),
  };

  function all(nodes, scope, then) {
    const values = nodes.map((n) => run(n, scope));
    return values.some(isOpen) ? UNKNOWN : then(values);
  }

  /* One side may settle the matter while the other is open. */
  function both(node, scope, settles) {
    const left = run(node.left, scope);
    if (left === settles) return settles;
    const right = run(node.right, scope);
    if (right === settles) return settles;
    return isOpen(left) || isOpen(right) ? UNKNOWN : !settles;
  }

  function call(node, scope) {
    if (node.name === "有" && !node.of.length) {
      const value = run(node.items[0], scope);
      return value === UNKNOWN ? UNKNOWN : value !== NONE && !(Array.isArray(value) && !value.length);
    }
    const known = scope.functions && scope.functions[node.name];
    if (node.of.length || !known) return UNKNOWN;
    return all(node.items, scope, (values) => known(...values));
  }

  function evaluate(text, look, functions) {
    return run(parse(text), { look, functions });
  }

  return { UNKNOWN, NONE, evaluate, run, parse, isOpen };
})();
