// Gives each calendar its address and a link to subscribe, where the page was made without knowing them.
"use strict";
(() => {
  if (!location.protocol.startsWith("http")) return;
  for (const item of document.querySelectorAll(".calendars li")) {
    const download = item.querySelector("a");
    const subscribe = document.createElement("a");
    subscribe.className = "subscribe";
    subscribe.href = download.href.replace(/^https?:/, "webcal:");
    subscribe.append("Subscribe");
    const address = document.createElement("code");
    address.append(download.href);
    download.before(subscribe, " ");
    download.after(" ", address);
  }
})();
