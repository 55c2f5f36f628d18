// What the page does: ask for the simulator's state, draw it, and post what is switched.
//
// Text from the simulator goes into text nodes only, never into markup: a path or a symbol may hold anything.

const PAUSE = 500; // milliseconds between two looks
const CHART_AGE = 30_000; // milliseconds after which charts are asked for anew

const byId = (id) => document.getElementById(id);
const chosen = new URLSearchParams(location.hash.slice(1));
const added = new Set((chosen.get("symbols") || "").split(",").filter(Boolean));
let account = chosen.get("account") === "real" ? "real" : "demo";
let state = null;
let charts = {};
let chartsAsked = { at: -Infinity, ids: "" };
let asking = false;
let waiting = 0;

// -- writing things down

const money = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const units = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });

const gain = (value) => (value > 0 ? "+" : "") + money.format(value);
const rate = (value, digits) => (value === null ? "–" : value.toFixed(digits));
const trend = (value) => (value > 0 ? "up" : value < 0 ? "down" : "");
const timeOf = (text) => text.slice(11, 19);
const dateTime = (text) => `${text.slice(0, 10)} ${timeOf(text)} UTC`;
const word = (name) => name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

function element(tag, content = [], className = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...[content].flat());
  return made;
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// A table's rows, kept in step with a list. Rows stay the same elements as long as their key stays, so that what is
// selected or focused within them survives. A cell is text, or {text, as, title}, or an element.

function drawRows(body, items, key, cells, empty) {
  const known = new Map([...body.rows].map((row) => [row.dataset.key, row]));
  let place = body.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    const row = known.get(name) || body.insertRow();
    known.delete(name);
    row.dataset.key = name;
    cells(item).forEach((cell, column) => drawCell(row, column, cell));
    if (row !== place) body.insertBefore(row, place);
    else place = place.nextElementSibling;
  }
  for (const row of known.values()) row.remove();
  if (!items.length) drawEmpty(body, empty);
}

function drawEmpty(body, text) {
  const row = body.insertRow();
  const cell = row.insertCell();
  row.dataset.key = "";
  cell.className = "empty";
  cell.colSpan = body.parentElement.tHead.rows[0].cells.length;
  cell.textContent = text;
}

function drawCell(row, column, cell) {
  const { text = "", as = "", title = "", node = null, head = false } = typeof cell === "object" ? cell : { text: cell };
  let place = row.cells[column];
  if (!place) {
    place = head ? element("th") : element("td");
    if (head) place.scope = "row";
    row.append(place);
  }
  if (place.className !== as) place.className = as;
  if (place.title !== title) place.title = title;
  if (!node) setText(place, text);
  else if (place.firstChild) node(place.firstChild);
  else place.append(node());
}

const tag = (text, kind = "") => ({
  node: (old = element("span")) => {
    old.className = `tag ${kind}`.trim();
    setText(old, text);
    return old;
  },
});

// -- the parts of the page

function drawClock({ now, speed, by_hand, seed }) {
  setText(byId("now"), dateTime(now));
  setText(byId("speed"), by_hand ? "moved by hand" : `${speed}×`);
  setText(byId("seed"), String(seed));
}

function drawAccounts(accounts) {
  for (const [name, it] of Object.entries(accounts)) {
    const card = byId(`account-${name}`) || addAccount(name);
    setText(card.querySelector("small"), `${it.positions} open, ${it.pending} pending`);
    const figures = card.querySelectorAll("dd");
    const values = [it.equity, it.cash, it.invested, it.profit, it.realised];
    values.forEach((value, index) => setText(figures[index], index < 3 ? money.format(value) : gain(value)));
    figures[3].className = trend(it.profit);
    figures[4].className = trend(it.realised);
  }
}

function addAccount(name) {
  const radio = Object.assign(element("input"), { type: "radio", name: "account", value: name, checked: name === account });
  radio.addEventListener("change", () => choose(name));
  const list = element("dl");
  for (const title of ["Equity, USD", "Cash", "Invested", "Open profit", "Closed profit"]) {
    list.append(element("div", [element("dt", title), element("dd", "–")]));
  }
  const title = element("span", [name === "real" ? "Real (simulated)" : "Demo", element("small")], "name");
  const card = element("label", [radio, title, list], "account");
  card.id = `account-${name}`;
  byId("accounts").append(card);
  return card;
}

function drawPrices(prices, unknown) {
  drawRows(byId("price-rows"), prices, (it) => it.id, (it) => [
    { head: true, node: (old) => drawTwoLines(it.is_open ? it.symbol : `${it.symbol} (closed)`, it.name, old) },
    { node: (old) => drawChart(it, old) },
    { text: rate(it.bid, it.precision), as: `number ${moved(it, "bid")}` },
    { text: rate(it.ask, it.precision), as: `number ${moved(it, "ask")}` },
    { text: `${it.change > 0 ? "+" : ""}${it.change.toFixed(2)} %`, as: `number ${trend(it.change)}` },
  ]);
  const note = byId("unknown");
  note.hidden = !unknown.length;
  setText(note, unknown.length ? `No instrument goes by ${unknown.join(", ")}` : "");
}

function drawTwoLines(first, second, old) {
  const made = old || element("div", [element("span"), element("span", [], "name-of")]);
  setText(made.firstChild, first);
  setText(made.lastChild, second);
  made.lastChild.title = second;
  return made;
}

function moved(it, side) {
  const before = state?.prices.find((other) => other.id === it.id);
  return before ? trend(it[side] - before[side]) : "";
}

function drawChart(it, old) {
  const chart = old || emptyChart();
  const closes = [...(charts[it.id] || []), it.bid];
  const low = Math.min(...closes);
  const height = Math.max(...closes) - low || 1;
  const step = 100 / Math.max(1, closes.length - 1);
  const points = closes.map((close, index) => `${(index * step).toFixed(1)},${(27 - ((close - low) / height) * 26).toFixed(1)}`);
  chart.firstChild.setAttribute("points", points.join(" "));
  return chart;
}

function emptyChart() {
  const chart = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  chart.setAttribute("class", "chart");
  chart.setAttribute("viewBox", "0 0 100 28");
  chart.setAttribute("preserveAspectRatio", "none");
  chart.setAttribute("aria-hidden", "true");
  chart.append(document.createElementNS("http://www.w3.org/2000/svg", "polyline"));
  return chart;
}

function drawPositions(positions) {
  setText(byId("positions-count"), String(positions.length));
  drawRows(byId("position-rows"), positions, (it) => it.id, (it) => [
    { text: String(it.id), as: "mono", title: dateTime(it.opened) },
    { head: true, node: (old) => drawTwoLines(it.symbol, termsOf(it), old) },
    sideOf(it.side, it.leverage),
    { text: money.format(it.amount), as: "number" },
    { text: units.format(it.units), as: "number" },
    { text: rate(it.open_rate, it.precision), as: "number" },
    { text: rate(it.rate, it.precision), as: "number" },
    { text: gain(it.profit), as: `number ${trend(it.profit)}` },
    { text: it.profit_percent.toFixed(2), as: "number faint" },
  ], "No open position.");
}

function termsOf(it) {
  const terms = [it.is_copied && "copied", it.stop_loss && `stop ${it.stop_loss}`, it.take_profit && `target ${it.take_profit}`];
  return terms.filter(Boolean).join(", ");
}

const sideOf = (side, leverage) => ({ text: leverage > 1 ? `${side} ×${leverage}` : side });

const STATUS_KINDS = { Filled: "", Rejected: "bad", Canceled: "plain", Expired: "plain" };

function drawOrders(orders) {
  const pending = orders.filter((it) => it.is_pending).length;
  setText(byId("orders-count"), pending ? `${orders.length}, ${pending} pending` : String(orders.length));
  drawRows(byId("order-rows"), orders, (it) => it.id, (it) => [
    { text: timeOf(it.taken), title: dateTime(it.taken) },
    { text: String(it.id), as: "mono" },
    { text: it.kind === "close" ? `close ${it.position}` : `${it.kind} ${it.side}` },
    { text: it.symbol },
    { text: sizeOf(it), as: "number" },
    { text: it.rate === null ? "–" : String(it.rate), as: "number" },
    { node: (old) => drawStatus(it, old) },
    { text: it.reference.slice(0, 8), as: "mono faint", title: `reference ${it.reference}, API ${it.api}` },
  ], "No order yet.");
}

function drawStatus(it, old) {
  const made = old || element("div", [element("span"), element("span", [], "name-of why")]);
  made.firstChild.className = `tag ${STATUS_KINDS[it.status] ?? "warn"}`.trim();
  setText(made.firstChild, word(it.status));
  setText(made.lastChild, it.why);
  return made;
}

function sizeOf(it) {
  if (it.amount !== null) return money.format(it.amount);
  return it.units === null ? "all" : `${units.format(it.units)} units`;
}

function drawTrades(trades) {
  setText(byId("trades-count"), String(trades.length));
  drawRows(byId("trade-rows"), trades, (it) => it.key, (it) => [
    { text: timeOf(it.closed), title: dateTime(it.closed) },
    { text: String(it.position), as: "mono" },
    { text: it.symbol },
    { text: it.side },
    { text: money.format(it.amount), as: "number" },
    { text: rate(it.open_rate, it.precision), as: "number" },
    { text: rate(it.close_rate, it.precision), as: "number" },
    { text: word(it.reason) },
    { text: gain(it.net_profit), as: `number ${trend(it.net_profit)}` },
  ], "Nothing was closed yet.");
}

function drawRequests(requests) {
  const text = byId("log-text").value.toLowerCase();
  const failuresOnly = byId("log-failures").checked;
  const shown = requests.filter((it) =>
    (!failuresOnly || it.fault || it.status >= 400) &&
    `${it.method} ${it.target} ${it.operation} ${it.status} ${it.fault} ${it.reference}`.toLowerCase().includes(text));
  setText(byId("log-count"), shown.length === requests.length ? `newest ${requests.length}` : `${shown.length} of the newest ${requests.length}`);
  drawRows(byId("request-rows"), shown, (it) => it.key, (it) => [
    { text: timeOf(it.at), title: dateTime(it.at) },
    tag(it.status ? String(it.status) : "none", it.status >= 500 || !it.status ? "bad" : it.status >= 400 ? "warn" : ""),
    { node: (old) => drawFault(it.fault, old) },
    { text: it.method },
    { text: it.target, as: "mono path", title: `${it.operation || "no operation"}\n${it.target}\nrequest ${it.reference}` },
  ], requests.length ? "No request matches." : "No request yet.");
}

function drawFault(fault, old = element("span")) {
  old.className = fault ? "tag bad" : "";
  setText(old, fault || "");
  return old;
}

function drawLimits({ is_on, pools }) {
  byId("limits-on").checked = is_on;
  drawRows(byId("pool-rows"), pools, (it) => it.name, (it) => [
    { head: true, text: it.name },
    { node: (old) => drawUse(it, old) },
    { text: it.used ? `${it.reset.toFixed(0)} s` : "–", as: "number" },
  ], "No request was counted yet.");
}

function drawUse(it, old) {
  const made = old || element("div", [element("div", element("i"), "track"), element("span")], "used");
  const bar = made.firstChild.firstChild;
  bar.style.width = `${Math.min(100, (it.used / it.limit) * 100)}%`;
  bar.className = it.used >= it.limit ? "full" : "";
  setText(made.lastChild, `${it.used} of ${it.limit}`);
  made.title = `${it.limit} requests in ${it.window} s`;
  return made;
}

// -- faults: what the user is changing is left alone until it is sent

function drawFaults({ kinds, only, only_is_text, slow_seconds }) {
  for (const it of kinds) {
    const row = byId(`fault-${it.kind}`) || addFault(it);
    const [range, output, button] = [row.querySelector("input"), row.querySelector("output"), row.querySelector("button")];
    if (document.activeElement !== range) range.value = String(it.rate);
    setText(output, percent(range.value));
    row.classList.toggle("on", it.rate > 0 || it.forced > 0);
    setText(button, it.forced ? `Next: ${it.forced}` : "Strike next");
  }
  if (document.activeElement !== byId("only") && !byId("fault-form").dataset.changed) byId("only").value = only ?? "";
  byId("only").disabled = !only_is_text;
  if (document.activeElement !== byId("slow") && !byId("fault-form").dataset.changed) byId("slow").value = String(slow_seconds);
}

const percent = (value) => `${Math.round(value * 100)} %`;

function addFault({ kind, meaning, on }) {
  const range = Object.assign(element("input"), { type: "range", id: `rate-${kind}`, min: "0", max: "1", step: "0.05", value: "0" });
  const label = Object.assign(element("label", [element("code", kind), element("small", meaning)]), { htmlFor: range.id });
  const output = Object.assign(element("output"), { htmlFor: range.id });
  const button = Object.assign(element("button", "Strike next"), { type: "button" });
  button.setAttribute("aria-label", `Let ${kind} strike next`);
  range.addEventListener("input", () => setText(output, percent(range.value)));
  range.addEventListener("change", () => post("/page/faults", { rates: { [kind]: Number(range.value) } }));
  button.addEventListener("click", () => post("/page/faults/strike", { kind }));
  const row = element("div", [label, range, output, button], "fault");
  row.id = `fault-${kind}`;
  byId(`faults-${on}`).append(row);
  return row;
}

// -- talking to the simulator

async function post(path, change) {
  const note = byId("refused");
  try {
    const answer = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(change) });
    const why = answer.ok ? "" : (await answer.json()).error;
    note.hidden = answer.ok;
    setText(note, why);
    if (answer.ok) await look();
    return answer.ok;
  } catch {
    showConnection(false);
    return false;
  }
}

async function look() {
  clearTimeout(waiting);
  if (!asking && !document.hidden) {
    asking = true;
    const query = new URLSearchParams({ account, symbols: [...added].join(",") });
    const next = await read(`/page/state?${query}`);
    asking = false;
    showConnection(next !== null);
    if (next) draw(next);
    if (next) await askForCharts(next.prices);
  }
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE);
}

async function read(path) {
  try {
    const answer = await fetch(path);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

async function askForCharts(prices) {
  const ids = prices.map((it) => it.id).join(",");
  if (ids === chartsAsked.ids && performance.now() - chartsAsked.at < CHART_AGE) return;
  chartsAsked = { at: performance.now(), ids };
  charts = (await read(`/page/charts?ids=${ids}`)) || charts;
}

function showConnection(isLive) {
  const place = byId("connection");
  place.className = isLive ? "live" : "lost";
  setText(place, isLive ? "Running" : "The simulator does not answer");
}

function draw(next) {
  if (next.account !== account) return;
  drawClock(next.clock);
  drawAccounts(next.accounts);
  drawPrices(next.prices, next.unknown);
  drawPositions(next.positions);
  drawOrders(next.orders);
  drawTrades(next.trades);
  drawRequests(next.requests);
  drawLimits(next.limits);
  drawFaults(next.faults);
  state = next;
}

// -- what the user chooses; it stands in the address, so that reloading keeps it

function remember() {
  const kept = new URLSearchParams();
  if (account !== "demo") kept.set("account", account);
  if (added.size) kept.set("symbols", [...added].join(","));
  history.replaceState(null, "", kept.size ? `#${kept}` : location.pathname);
}

function choose(name) {
  account = name;
  remember();
  look();
}

byId("add").addEventListener("submit", (event) => {
  event.preventDefault();
  added.add(byId("symbol").value.trim().toUpperCase());
  byId("symbol").value = "";
  remember();
  look();
});
byId("log-filter").addEventListener("input", () => state && drawRequests(state.requests));
byId("log-filter").addEventListener("submit", (event) => event.preventDefault());
byId("limits-on").addEventListener("change", (event) => post("/page/limits", { is_on: event.target.checked }));
byId("clear").addEventListener("click", () => post("/page/faults/clear", {}));
byId("fault-form").addEventListener("input", (event) => {
  if (["only", "slow"].includes(event.target.id)) event.currentTarget.dataset.changed = "yes";
});
byId("fault-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  if (await post("/page/faults", { only: byId("only").value, slow_seconds: Number(byId("slow").value) })) delete form.dataset.changed;
});
document.addEventListener("visibilitychange", () => document.hidden || look());

look();
