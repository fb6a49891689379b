// Says in plain words what is missing in an old browser.
// Written so that a browser of any age can read it; the other scripts are not.
(function () {
  var missing = [];
  if (typeof WebAssembly !== "object") missing.push("WebAssembly");
  if (typeof DecompressionStream !== "function") missing.push("DecompressionStream");
  if (typeof Worker !== "function") missing.push("Worker");
  document.getElementById("starting").hidden = missing.length > 0;
  document.getElementById("unsupported").hidden = missing.length === 0;
  document.getElementById("missing").textContent = missing.join(", ");
})();
