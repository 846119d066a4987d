// Texts of the page whose colour is too close to what is behind them (WCAG 2.2, 1.4.3: 4.5 to 1).
(() => {
  // The browser blends whatever notation a colour is in.
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const paint = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of ['#fff', ...colours]) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const luminance = (rgb) => {
    const [red, green, blue] = Array.from(rgb).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const found = new Map();
  for (const element of document.querySelectorAll('body *')) {
    const hasText = Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.data.trim());
    const box = element.getBoundingClientRect();
    if (!hasText || box.width < 2 || box.height < 2) continue;
    const backgrounds = [];
    let opacity = 1;
    for (let parent = element; parent; parent = parent.parentElement) {
      backgrounds.unshift(getComputedStyle(parent).backgroundColor);
      opacity *= Number(getComputedStyle(parent).opacity);
    }
    const behind = paint(backgrounds);
    const front = paint([...backgrounds, getComputedStyle(element).color]);
    const shown = Array.from(front).map((part, index) => part * opacity + behind[index] * (1 - opacity));
    const [light, dark] = [luminance(shown), luminance(behind)].sort((one, other) => other - one);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) {
      const name = element.tagName.toLowerCase() + '.' + element.className + ' in ' + element.parentElement.className;
      found.set(name, ratio.toFixed(2));
    }
  }
  return Array.from(found, ([name, ratio]) => `${name}: ${ratio}`);
})()
