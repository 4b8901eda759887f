// What scripts say, in the site's language. English stands in the scripts, the rest in the page.
"use strict";
(() => {
  const told = [...document.querySelectorAll("script[data-words]")].map((each) => JSON.parse(each.textContent));
  const messages = Object.assign({}, ...told.map((each) => each.messages));
  const forms = told[0]?.forms;
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (hole, name) => name in values ? values[name] : hole);

  // say("{name} leads it", {name: "Ann"})
  window.say = (message, values = {}) => filled((messages[message] ?? [message])[0], values);

  // sayMany("{count} goal", "{count} goals", 3): the number stands where the message has {count}.
  window.sayMany = (one, many, count, values = {}) => {
    const said = messages[one] ?? [one, many];
    const form = messages[one] ? +forms[count < forms.length ? count : 100 + count % 100] : +(count !== 1);
    return filled(said[Math.min(form, said.length - 1)], { count, ...values });
  };
})();
