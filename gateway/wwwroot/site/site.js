const remembered = "language";
const bodies = {
  cppcc: { "zh-CN": "政协", en: "CPPCC" },
  discipline: { "zh-CN": "纪委监委", en: "Discipline commission" },
  unit: { "zh-CN": "被监督单位", en: "Supervised unit" },
  party: { "zh-CN": "党政领导", en: "Party and government" },
};
const roles = {
  "cppcc/member": "委员", "cppcc/supervisor": "特邀监督员", "cppcc/office": "委室经办", "cppcc/secretary": "秘书长", "cppcc/chair": "主席/副主席",
  "cppcc/liaison": "联络员", "cppcc/admin": "管理员", "discipline/intake": "线索受理", "discipline/handler": "承办人", "discipline/leader": "分管领导",
  "discipline/resident": "派驻机构", "discipline/liaison": "联络员", "discipline/admin": "管理员", "unit/contact": "单位联络员", "party/reviewer": "党政领导",
};
let user = null;

function setLanguage(language) {
  document.documentElement.lang = language;
  for (const button of document.querySelectorAll("[data-language]"))
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  document.querySelector("[data-login]").href = `/bff/login?language=${language}`;
  showUser();
}

function showUser() {
  for (const part of document.querySelectorAll("[data-when]"))
    part.hidden = (part.dataset.when === "signed-in") !== (user !== null);
  if (user === null) return;
  const language = document.documentElement.lang;
  const texts = {
    name: user.name,
    district: user.district,
    body: bodies[user.body]?.[language] ?? user.body,
    roles: language === "en" ? user.roles.join(", ") : user.roles.map(role => roles[`${user.body}/${role}`] ?? role).join("、"),
    expiresAt: new Date(user.expiresAt).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" }),
  };
  for (const place of document.querySelectorAll("[data-user]")) place.textContent = texts[place.dataset.user] ?? "";
}

async function findUser() {
  const answer = await fetch("/bff/user", { headers: { "X-Supervision-Csrf": "1" } });
  user = answer.ok ? await answer.json() : null;
  showUser();
}

for (const button of document.querySelectorAll("[data-language]"))
  button.addEventListener("click", () => {
    localStorage.setItem(remembered, button.dataset.language);
    setLanguage(button.dataset.language);
  });
for (const notice of document.querySelectorAll("[data-notice]"))
  notice.hidden = !new URLSearchParams(location.search).has(notice.dataset.notice);
setLanguage(localStorage.getItem(remembered) ?? (navigator.language.startsWith("zh") ? "zh-CN" : "en"));
findUser();
