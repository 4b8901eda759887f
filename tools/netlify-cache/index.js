// Keeps .okrsite and the site between builds, so that a build goes on from the one before.
// What is kept is compared by content before it is used; without it a build takes longer, no more.
const KEPT = [".okrsite", "site"];

module.exports = {
  onPreBuild: ({ utils }) => utils.cache.restore(KEPT),
  onPostBuild: ({ utils }) => utils.cache.save(KEPT),
};
