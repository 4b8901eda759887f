// Words of the check-in page -> the text of a check-in, byte for byte as `okrsite checkin` writes it.
const checkInText = (() => {
  const WIDE = 88; // A field longer than this is written over several lines.
  const PLAIN = /^[\p{L}\p{N}](?:.*\S)?$/u;
  const HIDDEN = /(?! )[\p{C}\p{Z}]/u;
  const SPECIAL = /: |:$| #|[,[\]{}:]/;
  const NUMBERLIKE = /^[-+]?\.?[0-9][-+.0-9oxeEA-Fa-f_:]*$/;
  const WORDS = new Set(["null", "true", "false", "yes", "no", "on", "off", "y", "n"]);
  const ESCAPED = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;
  const CONTROLS = /[\0-\x08\x0b-\x1f\x7f]/g;
  const EDGES = /^(?:(?!\ufeff)[\s\x85])+|(?:(?!\ufeff)[\s\x85])+$/g;
  const long = (text) => [...text].length;

  const quoted = (text) => JSON.stringify(text.toWellFormed ? text.toWellFormed() : text)
    .replace(ESCAPED, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

  const isPlain = (text) => PLAIN.test(text) && !HIDDEN.test(text) && !SPECIAL.test(text)
    && !NUMBERLIKE.test(text) && !WORDS.has(text.toLowerCase());

  function number(value) {
    if (Number.isInteger(value)) return String(BigInt(value));
    return Math.abs(value) < 1e-4 ? value.toFixed(20).replace(/0+$/, "") : String(value);
  }

  function scalar(value) {
    if (typeof value === "number") return number(value);
    if (typeof value === "boolean") return String(value);
    return isPlain(value) ? value : quoted(value);
  }

  const isMap = (value) => typeof value === "object" && !Array.isArray(value);

  function flow(value) {
    if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
    if (!isMap(value)) return scalar(value);
    return `{${Object.entries(value).map(([key, each]) => `${scalar(key)}: ${flow(each)}`).join(", ")}}`;
  }

  function field(key, value) {
    const line = `${key}: ${flow(value)}`;
    if (long(line) <= WIDE || typeof value !== "object") return [line];
    return [`${key}:`, ...lines(value).map((each) => `  ${each}`)];
  }

  function item(value) {
    const line = `- ${flow(value)}`;
    if (long(line) <= WIDE || typeof value !== "object") return [line];
    const [first, ...rest] = lines(value);
    return [`- ${first}`, ...rest.map((each) => `  ${each}`)];
  }

  const lines = (value) => Array.isArray(value) ? value.flatMap(item)
    : Object.entries(value).flatMap(([key, each]) => field(scalar(key), each));

  // `said`: {day, kind, id, by, words: [{reference, kpi, fields}], text}
  function text(said) {
    const front = [["type", "checkin"], [null, `date: ${said.day}`], [said.kind, said.id], ["by", said.by]];
    for (const [name, kpi] of [["key_results", false], ["kpis", true]]) {
      const words = said.words.filter((word) => word.kpi === kpi);
      // Pairs, not an object: a kpi may be called 2026, and objects put such names first.
      if (words.length) front.push([name, words]);
    }
    const body = said.text.replace(CONTROLS, "").replace(EDGES, "");
    const written = front.filter(([, value]) => value).flatMap(([key, value]) => {
      if (key === null) return [value];
      return Array.isArray(value) ? pairs(key, value) : field(key, value);
    });
    return ["---", ...written, "---", body ? `${body}\n` : ""].join("\n");
  }

  function pairs(key, words) {
    const each = words.map((word) => [scalar(word.reference), word.fields]);
    const line = `${key}: {${each.map(([name, fields]) => `${name}: ${flow(fields)}`).join(", ")}}`;
    if (long(line) <= WIDE) return [line];
    return [`${key}:`, ...each.flatMap(([name, fields]) => field(name, fields)).map((one) => `  ${one}`)];
  }

  const NUMBER = /^[-+\u2212]?(?:\d+(?:\.\d+)?|\.\d+)/;
  const DECIMAL_COMMA = /^([-+\u2212]?\d*),(?=\d)/;
  const THOUSANDS = /^[-+\u2212]?[1-9]\d{0,2}\.\d{3}(?!\d)/;

  // A figure as people type it; throws a sentence where it is none. Where the site writes decimals
  // with a comma, a point will do too, but not where it may part thousands.
  function figure(typed, word, comma = false) {
    const apart = comma ? say("Write the number without separators: 1200,5")
      : say("Write the number without separators, with a decimal point: 1200.5");
    if (comma && THOUSANDS.test(typed.trim())) throw apart;
    const words = comma ? typed.trim().replace(DECIMAL_COMMA, "$1.") : typed.trim();
    const share = word.kind === "done" || word.kind === "judged";
    const found = NUMBER.exec(words);
    if (!found) throw share ? say("Write how far it is in percent, such as 40.") : say("Write a number, such as 12.5.");
    const value = Number(found[0].replace("\u2212", "-")), rest = words.slice(found[0].length);
    if (/^,\d|^[ \u00a0\u202f'’]\d{3}(?!\d)/.test(rest)) throw apart;
    const unit = share ? "%" : word.unit;
    if (rest.trim() && rest.trim() !== unit) {
      throw unit ? say("Write the number alone, or with its unit: {unit}.", { unit }) : say("Write the number alone.");
    }
    if (found[0].length > 30 || Math.abs(value) > 1e15) throw say("This is too large to be a figure.");
    if (!share) return { value };
    if (value < 0 || value > 100) throw say("Write a percentage between 0 and 100.");
    return { progress: value / 100 };
  }

  return { text, figure };
})();
