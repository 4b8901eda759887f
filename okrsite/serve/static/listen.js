// One connection to the preview for all tabs: a browser allows only six to a host.
const tabs = new Set();
let last = null;
new EventSource(new URL("events", location.href)).onmessage = (event) => {
  last = event.data;
  for (const tab of tabs) tab.postMessage(last);
};
self.onconnect = (event) => {
  const tab = event.ports[0];
  tabs.add(tab);
  tab.onmessage = () => tabs.delete(tab); // it says nothing but goodbye
  if (last !== null) tab.postMessage(last);
};
