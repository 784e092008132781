/* Ranks what the search shows; the theme's own engine stays for whatever this finds nothing for.

   The theme cuts Chinese into words, in the index by a dictionary and in the query by the index. The
   two differ, so that 第八条 found every article and 酒水计入 none. A handbook is small enough to look
   at every section: those that hold the query as it stands come first, by title, then by text; then
   those that hold most of it, pair of characters by pair. This script must load before the theme's. */
(function () {
  "use strict";

  const proto = window.Worker && window.Worker.prototype;
  if (!proto) return;
  const SETUP = 0, QUERY = 2, RESULT = 3;
  const MOST = 40;
  let sections = [];
  let query = "";

  /* Sections of the index: plain text for comparing, with character references left as they are. */
  function plain(html) {
    return (html || "").replace(/<\/(?:p|li|pre)>/g, " ").replace(/<[^>]+>|\u200b/g, "").replace(/\s+/g, " ").trim();
  }

  function prepare(entry) {
    const title = plain(entry.title);
    const text = plain(entry.text);
    const tags = (entry.tags || []).map((tag) => tag.toLowerCase());
    const isArticle = tags.some((tag) => /^第.+条$/.test(tag));
    const all = `${title} ${text} ${tags.join(" ")}`.toLowerCase();
    return { entry, title, text, tags, all, isArticle, lower: { title: title.toLowerCase(), text: text.toLowerCase() } };
  }

  /* Scores: 4 its very name, 3 in the title, 2.5 begins a name, 2 in the text, less for a part. */
  function scoreOf(section, word) {
    if (section.tags.includes(word) || section.lower.title === word) return 4;
    if (section.lower.title.includes(word)) return 3;
    if (word.length > 1 && section.tags.some((tag) => tag.startsWith(word))) return 2.5;
    if (section.tags.some((tag) => tag.includes(word) && /\p{sc=Han}/u.test(word))) return 2.2;
    if (section.lower.text.includes(word)) return 2;
    return Math.max(share(section, word), named(section, word));
  }

  /* A name that stands in the query: 陪同人数 in 接待陪同人数. */
  function named(section, word) {
    const names = section.tags.filter((tag) => tag.length > 2 && word.includes(tag));
    return names.length ? 1 + Math.max(...names.map((n) => n.length)) / word.length : 0;
  }

  function share(section, word) {
    const pairs = pairsOf(word);
    if (!pairs.length || !/\p{sc=Han}/u.test(word)) return 0;
    const within = (text) => pairs.filter((pair) => text.includes(pair)).length / pairs.length;
    const isNamed = pairs.some((pair) => section.tags.includes(pair));
    return 0.65 * within(section.all) + 0.15 * within(section.lower.title) + (isNamed ? 0.15 : 0);
  }

  function pairsOf(word) {
    return Array.from({ length: Math.max(word.length - 1, 0) }, (_, i) => word.slice(i, i + 2));
  }

  function find(words) {
    const scored = sections
      .map((section) => {
        const score = words.reduce((sum, word) => sum + scoreOf(section, word), 0) / words.length;
        return { section, score: score && score + (section.isArticle ? 0.3 : 0) };
      })
      .filter((found) => found.score > 0)
      .sort((a, b) => b.score - a.score);
    const least = scored.length ? Math.min(scored[0].score / 2, 2) : 0;
    return scored.filter((found) => found.score >= least).slice(0, MOST);
  }

  /* Results in the form the theme lists them: groups of a page and its sections. */
  function mark(text, words) {
    const parts = [...words, ...words.flatMap(pairsOf)].filter(Boolean).map((p) => p.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return text.replace(new RegExp(parts.join("|"), "gi"), "<mark>$&</mark>").replace(/<\/mark><mark>/g, "");
  }

  function excerpt(section, words) {
    const places = [...words, ...words.flatMap(pairsOf)].map((p) => section.lower.text.indexOf(p)).filter((at) => at >= 0);
    const start = places.length ? Math.max(places[0] - 30, 0) : 0;
    // A character reference must not be cut in two.
    const cut = section.text.slice(start, start + 150).replace(/^[^&\s]{0,6};/, "").replace(/&[^;]{0,6}$/, "");
    return `${start ? "…" : ""}${mark(cut, words)}${start + 150 < section.text.length ? "…" : ""}`;
  }

  function show(found, words) {
    const { section, score } = found;
    const { location } = section.entry;
    return { location, title: mark(section.title, words), text: `<p>${excerpt(section, words)}</p>`, score, terms: {} };
  }

  function group(found, words) {
    const groups = new Map();
    for (const one of found) {
      const page = one.section.entry.location.split("#")[0];
      groups.set(page, [...(groups.get(page) || []), show(one, words)]);
    }
    for (const [page, items] of groups) {
      const own = items.findIndex((item) => item.location === page);
      const head = own >= 0 ? items.splice(own, 1)[0] : headOf(page);
      if (head) items.push(items.length ? { ...head, text: "", score: 0 } : head);
    }
    return [...groups.values()];
  }

  function headOf(page) {
    const section = sections.find((s) => s.entry.location === page);
    return section && { location: page, title: section.title, text: "", score: 0, terms: {} };
  }

  function rank(data) {
    const words = query.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    const found = words.length ? find(words) : [];
    return found.length ? { ...data, items: group(found, words) } : data;
  }

  /* Between the theme and its worker */
  const post = proto.postMessage;
  proto.postMessage = function (message, ...rest) {
    if (message && message.type === SETUP && message.data.docs) sections = message.data.docs.map(prepare);
    if (message && message.type === QUERY) query = String(message.data);
    return post.call(this, message, ...rest);
  };

  proto.addEventListener = function (type, listener, ...rest) {
    const ranked = (event) => {
      const isResult = type === "message" && event.data && event.data.type === RESULT;
      const data = isResult && { type: RESULT, data: rank(event.data.data) };
      listener.call(this, isResult ? new MessageEvent("message", { data }) : event);
    };
    return EventTarget.prototype.addEventListener.call(this, type, ranked, ...rest);
  };
})();
