// What the bench measures from inside the page. Times are in milliseconds. Each measure leaves its answer in `bench.answer`.
window.bench = (() => {
  const frame = () => new Promise((shown) => requestAnimationFrame(() => shown(performance.now())));
  /** Once the frame that is being made has been painted: a message comes after the work of which painting is the end. */
  const thatPainted = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(null);
    });
  /** Once the next frame has been painted. */
  const painted = async () => {
    await frame();
    return thatPainted();
  };

  const keystrokes = [];
  const typed = [];
  /** From each key to the painted answer to what then stands in the field. */
  function watchKeys(box) {
    let pressed = 0;
    box.addEventListener("keydown", (event) => (pressed = event.timeStamp), true);
    box.addEventListener(
      "input",
      async () => {
        const since = pressed;
        if (box.value.trim() === "") return;
        const at = typed.push(box.value) - 1;
        const answered = () => document.querySelector("[data-query]")?.dataset.query;
        // A later key may overtake this one: it is answered when that one is.
        do await frame();
        while (typed.indexOf(answered(), at) < 0);
        keystrokes.push((await thatPainted()) - since);
      },
      true,
    );
  }

  /** Whether what changed lies within the window: rows that are made ready below it hold nobody up. */
  const inSight = (change) =>
    [...(change.type === "childList" ? change.addedNodes : [change.target])].some((node) => {
      const place = (node instanceof Element ? node : node.parentElement)?.getBoundingClientRect();
      return place && place.top < innerHeight && place.bottom > 0 && place.height > 0;
    });

  /** To an address, until nothing in sight below `main` changes any more for a while. */
  async function go(address, rest = 400) {
    const main = document.querySelector("main");
    const began = performance.now();
    let last = began;
    const watch = new MutationObserver(async (changes) => {
      if (changes.some(inSight)) last = Math.max(last, await painted());
    });
    watch.observe(main, { subtree: true, childList: true, characterData: true, attributes: true });
    location.hash = address;
    while (performance.now() - last < rest) await frame();
    watch.disconnect();
    return last - began;
  }

  /** Wheels over an element, sideways and then in and out: the time between frames, and of that in scripts. */
  async function wheel(over, frames) {
    const [between, script] = [[], []];
    const place = over.getBoundingClientRect();
    const at = { clientX: place.left + place.width / 2, clientY: place.top + place.height / 2 };
    let before = await frame();
    for (let turn = 0; turn < frames; turn++) {
      const sideways = turn < frames / 2;
      const back = turn % 40 < 20 ? 1 : -1;
      const roll = { ...at, bubbles: true, cancelable: true, deltaX: sideways ? 24 * back : 0, deltaY: sideways ? 0 : 12 * back };
      const began = performance.now();
      over.dispatchEvent(new WheelEvent("wheel", roll));
      // What the event set going runs in microtasks: this one stands behind them.
      for (let step = 0; step < 4; step++) await Promise.resolve();
      script.push(performance.now() - began);
      const now = await frame();
      between.push(now - before);
      before = now;
    }
    return { between, script };
  }

  /** To an address, until such an element is drawn. */
  async function goUntil(address, selector) {
    const began = performance.now();
    location.hash = address;
    do await frame();
    while (!document.querySelector(selector)?.clientWidth);
    return (await thatPainted()) - began;
  }

  /** As `wheel`, over a canvas of that place and size which only wipes itself, drawn by the processor as ours is. */
  async function wheelOverNothing(like, frames) {
    const place = like.getBoundingClientRect();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(place.width), Math.round(place.height)];
    document.body.replaceChildren(canvas);
    const to = canvas.getContext("2d", { willReadFrequently: true });
    canvas.addEventListener("wheel", (event) => {
      to.clearRect(0, 0, canvas.width, canvas.height);
      to.fillRect(event.deltaX + 100, event.deltaY + 100, 2, 2);
    });
    return wheel(canvas, frames);
  }

  const bench = { answer: null, keystrokes, watchKeys, go, goUntil, wheel, wheelOverNothing };
  bench.run = (name, ...given) => {
    bench.answer = null;
    bench[name](...given).then(
      (answer) => (bench.answer = { answer }),
      (trouble) => (bench.answer = { trouble: String(trouble) }),
    );
  };
  return bench;
})();
